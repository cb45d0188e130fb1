/** A scaled integer as plain digits with exactly `scale` of them behind the point. */
export function decimalText(scaled: number | bigint, scale: number): string {
  const text = String(scaled)
  if (scale === 0) return text
  const negative = text.charCodeAt(0) === 45
  const digits = (negative ? text.slice(1) : text).padStart(scale + 1, '0')
  const point = digits.length - scale
  return `${negative ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`
}

/** The shortest text that gives the same 32-bit float again, as DuckDB prints it: 0.1, not 0.10000000149011612. */
export function floatText(value: number): string {
  for (let precision = 6; precision < 9; precision += 1) {
    const short = Number(value.toPrecision(precision))
    if (Math.fround(short) === value) return String(short)
  }
  return String(value)
}
