import type { Convert } from './convert.ts'
import { decimalFromText } from './decimal-from-text.ts'

/**
 * Exact decimals, digit for digit: canonical are plain digits with exactly `scale` of them after the point. Text may have any zeros, a sign,
 * a bare point, an exponent. A JS number counts where it is whole: a fraction in one has been through binary floating point.
 */
export function decimalConverter(precision: number, scale: number, round: boolean): Convert {
  const whole = precision - scale
  const padding = '0'.repeat(scale)
  return (value) => {
    if (typeof value === 'string') {
      return quick(value, whole, scale, padding) ?? decimalFromText(value, whole, scale, round)
    }
    if (typeof value === 'bigint' || (typeof value === 'number' && Number.isSafeInteger(value))) {
      return decimalFromText(String(value), whole, scale, round)
    }
    return undefined
  }
}

/** What engines print: plain digits, perhaps with more or fewer zeros at the end than the scale. Undefined: look closer. */
function quick(text: string, whole: number, scale: number, padding: string): string | undefined {
  const length = text.length
  const first = text.charCodeAt(0) === 45 ? 1 : 0
  let at = first
  let met = 0
  for (; at < length; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) break
    met |= digit
  }
  const digits = at - first
  const leading = text.charCodeAt(first)
  // A leading zero is canonical only alone, and takes no place of the precision.
  if (digits === 0 || (leading === 48 ? digits > 1 : digits > whole)) return undefined
  let end = at + 1 + scale
  if (at < length) {
    if (text.charCodeAt(at) !== 46 || at + 1 === length) return undefined
    for (let i = at + 1; i < length; i++) {
      const digit = text.charCodeAt(i) - 48
      if (digit < 0 || digit > 9 || (i >= end && digit > 0)) return undefined
      met |= digit
    }
  }
  if (met === 0 && first === 1) return undefined
  if (scale === 0) end = at
  if (length === end) return text
  if (length > end) return text.slice(0, end)
  return at === length ? `${text}.${padding}` : text + padding.slice(length - at - 1)
}
