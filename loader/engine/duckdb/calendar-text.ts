const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))
const microsOfDay = 86_400_000_000

/** `YYYY-MM-DD` of a day counted from 1970-01-01; years outside 1 to 9999 as DuckDB prints them (`0044-03-15 (BC)`, `10000-01-01`). */
export function dayText(day: number): string {
  const [year, month, date] = civil(day)
  const tail = `-${two[month]}-${two[date]}`
  return year > 0 ? String(year).padStart(4, '0') + tail : `${String(1 - year).padStart(4, '0') + tail} (BC)`
}

/** `HH:MM:SS.ffffff` of a time of day in microseconds (24:00:00 included). */
export function timeText(micros: number): string {
  const seconds = Math.floor(micros / 1_000_000)
  const minutes = Math.floor(seconds / 60)
  const fraction = String(micros - seconds * 1_000_000).padStart(6, '0')
  return `${two[Math.floor(minutes / 60)]}:${two[minutes % 60]}:${two[seconds % 60]}.${fraction}`
}

/** `YYYY-MM-DD HH:MM:SS.ffffff` of a day and the microseconds since its midnight. */
export function timestampText(day: number, micros: number): string {
  const date = dayText(day)
  return date.endsWith(')') ? `${date.slice(0, -5)} ${timeText(micros)} (BC)` : `${date} ${timeText(micros)}`
}

/** The same of microseconds since 1970, given as a number where it is exact. */
export function timestampTextOf(micros: number | bigint): string {
  if (typeof micros === 'number') {
    const day = Math.floor(micros / microsOfDay)
    return timestampText(day, micros - day * microsOfDay)
  }
  const rest = ((micros % 86_400_000_000n) + 86_400_000_000n) % 86_400_000_000n
  return timestampText(Number((micros - rest) / 86_400_000_000n), Number(rest))
}

/** Year, month, day by the proleptic Gregorian calendar; year 0 is 1 BC. Days are counted in eras of 400 years from 0000-03-01. */
function civil(day: number): readonly [year: number, month: number, date: number] {
  const shifted = day + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const leapless =
    dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)
  const yearOfEra = Math.floor(leapless / 365)
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const date = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
  return [yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, date]
}

/** The day of a date, counted from 1970-01-01; the inverse of dayText for years 1 to 9999. NaN when the calendar has no such day. */
export function dayNumber(year: number, month: number, date: number): number {
  const early = month <= 2
  const shiftedYear = early ? year - 1 : year
  const era = Math.floor(shiftedYear / 400)
  const yearOfEra = shiftedYear - era * 400
  const dayOfYear = Math.floor((153 * (early ? month + 9 : month - 3) + 2) / 5) + date - 1
  const day =
    era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
  const [y, m, d] = civil(day)
  return y === year && m === month && d === date ? day : Number.NaN
}
