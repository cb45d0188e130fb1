/** 32 bit: a whole number, or text of digits with or without sign and leading zeros; a database's booleans are 1 and 0. */
export function convertInteger(value: unknown): number | undefined {
  if (typeof value === 'number') return (value | 0) === value ? value | 0 : undefined
  if (typeof value === 'string') return fromText(value)
  if (typeof value === 'bigint') return BigInt.asIntN(32, value) === value ? Number(value) : undefined
  return typeof value === 'boolean' ? Number(value) : undefined
}

function fromText(text: string): number | undefined {
  const sign = text.charCodeAt(0)
  const first = sign === 45 || sign === 43 ? 1 : 0
  if (text.length === first) return undefined
  let number = 0
  for (let i = first; i < text.length; i++) {
    const digit = text.charCodeAt(i) - 48
    if (digit < 0 || digit > 9) return undefined
    number = number * 10 + digit
    if (number > 2_147_483_648) return undefined
  }
  if (sign === 45) return number === 0 ? 0 : -number
  return number === 2_147_483_648 ? undefined : number
}
