const texts: Readonly<Record<string, boolean>> = { '1': true, t: true, true: true, '0': false, f: false, false: false }

/** true, false, 1, 0, and as text `t`, `true`, `1`, `f`, `false`, `0` in any case; one byte of MySQL's BIT(1). */
export function convertBoolean(value: unknown): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return fromNumber(value)
  if (typeof value === 'string') return value.length <= 5 ? texts[value.toLowerCase()] : undefined
  if (typeof value === 'bigint') return fromNumber(Number(value))
  if (value instanceof Uint8Array && value.length === 1) return fromNumber(value[0])
  return undefined
}

function fromNumber(value: number | undefined): boolean | undefined {
  return value === 1 ? true : value === 0 ? false : undefined
}
