const pattern = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/

/** The canonical text of any decimal text; undefined when it is none, has too many digits before the point, or would lose one after it. */
export function decimalFromText(text: string, whole: number, scale: number, round: boolean): string | undefined {
  const found = pattern.exec(text)
  if (found === null) return undefined
  const [, sign, before = '', after = '', exponent = '0'] = found
  const all = before + after
  if (all === '') return undefined
  const leading = all.search(/[1-9]/)
  if (leading === -1) return digitsWithPoint('', '0', scale)
  const significant = withoutLastZeros(all.slice(leading))
  // The value is 0.significant × 10^point.
  const point = before.length - leading + Number(exponent)
  if (point > whole) return undefined
  const kept = point + scale
  const scaled = significant.length <= kept ? significant.padEnd(kept, '0') : rounded(significant, kept, round)
  // Rounding may have carried one digit further.
  if (scaled === undefined || scaled.length > whole + scale) return undefined
  return digitsWithPoint(sign === '-' ? '-' : '', scaled, scale)
}

function withoutLastZeros(digits: string): string {
  let end = digits.length
  while (digits.charCodeAt(end - 1) === 48) end--
  return digits.slice(0, end)
}

/** The first `kept` digits, rounded half away from zero; undefined where rounding is not declared. */
function rounded(significant: string, kept: number, round: boolean): string | undefined {
  if (!round) return undefined
  if (kept < 0) return '0'
  const head = significant.slice(0, kept)
  return (significant[kept] as string) < '5' ? head : String(BigInt(head) + 1n)
}

/** Puts the point into a whole number of 10^-scale. */
function digitsWithPoint(sign: string, scaled: string, scale: number): string {
  const digits = scaled.replace(/^0+/, '').padStart(scale + 1, '0')
  const point = digits.length - scale
  const text = scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
  return /[1-9]/.test(digits) ? sign + text : text
}
