const zero = 48
const dayMicros = 86_400_000_000

/**
 * Canonical decimal text as the integer that DuckDB stores (`-1.50` of scale 2 → -150); a number up to 15 digits, else a bigint.
 * Null for anything that is not canonical: another number of fraction digits, an exponent, more digits than `precision`.
 */
export function scaledInteger(text: string, precision: number, scale: number): number | bigint | null {
  const start = text.charCodeAt(0) === 45 ? 1 : 0
  const point = scale === 0 ? text.length : text.length - scale - 1
  if (point <= start || (scale > 0 && text.charCodeAt(point) !== 46)) return null
  let value = 0
  for (let at = start; at < text.length; at += 1) {
    if (at === point) continue
    const digit = text.charCodeAt(at) - zero
    if (digit < 0 || digit > 9) return null
    value = value * 10 + digit
  }
  // A leading zero stands before the point alone; `01` is not canonical.
  const leading = text.charCodeAt(start) === zero ? 1 : 0
  if (leading === 1 && point !== start + 1) return null
  const digits = point - start - leading + scale
  if (digits > precision) return null
  if (digits <= 15) return start === 1 && value !== 0 ? -value : value
  return BigInt(text.slice(0, point) + text.slice(point + 1))
}

/** `YYYY-MM-DD` at the beginning of a text as days since 1970-01-01; NaN where the calendar has no such day. */
export function parseDay(text: string): number {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 2)
  const date = digits(text, 8, 2)
  if (!(year >= 1 && month >= 1 && month <= 12 && date >= 1 && date <= daysOf(year, month))) return Number.NaN
  // Years begin in March here, so that the leap day is the last of them; eras of 400 years count from 0000-03-01.
  const shiftedYear = month <= 2 ? year - 1 : year
  const era = Math.floor(shiftedYear / 400)
  const yearOfEra = shiftedYear - era * 400
  const dayOfYear = Math.floor((153 * (month <= 2 ? month + 9 : month - 3) + 2) / 5) + date - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}

/** `HH:MM:SS.ffffff` from `at` to the end of the text as microseconds; NaN where it is none. */
export function parseTime(text: string, at = 0): number {
  const separators = text.charCodeAt(at + 2) === 58 && text.charCodeAt(at + 5) === 58 && text.charCodeAt(at + 8) === 46
  if (text.length !== at + 15 || !separators) return Number.NaN
  const hours = digits(text, at, 2)
  const minutes = digits(text, at + 3, 2)
  const seconds = digits(text, at + 6, 2)
  if (hours > 23 || minutes > 59 || seconds > 59) return Number.NaN
  return ((hours * 60 + minutes) * 60 + seconds) * 1_000_000 + digits(text, at + 9, 6)
}

/** `YYYY-MM-DD HH:MM:SS.ffffff` as microseconds since 1970, a bigint where a number would not be exact; null where it is none. */
export function parseTimestamp(text: string): number | bigint | null {
  const day = parseDay(text)
  const time = text.charCodeAt(10) === 32 ? parseTime(text, 11) : Number.NaN
  if (Number.isNaN(day) || Number.isNaN(time)) return null
  const micros = day * dayMicros + time
  return Number.isSafeInteger(micros) ? micros : BigInt(day) * BigInt(dayMicros) + BigInt(time)
}

const monthDays = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

function daysOf(year: number, month: number): number {
  const leap = month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  return (monthDays[month] as number) + (leap ? 1 : 0)
}

function digits(text: string, at: number, count: number): number {
  let value = 0
  for (let index = at; index < at + count; index += 1) {
    const digit = text.charCodeAt(index) - zero
    if (!(digit >= 0 && digit <= 9)) return Number.NaN
    value = value * 10 + digit
  }
  return value
}
