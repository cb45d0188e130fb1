const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'))
/** `HH:MM:` of each minute of a day, 24:00 included. */
const minuteTexts = Array.from({ length: 1441 }, (_, minute) => `${two[Math.floor(minute / 60)]}:${two[minute % 60]}:`)

const microsOfDay = 86_400_000_000
const microsOfMinute = 60_000_000
const microsOfSecond = 1_000_000

/** `YYYY-MM-DD` of a day counted from 1970-01-01; years outside 1 to 9999 as DuckDB prints them (`0044-03-15 (BC)`, `10000-01-01`). */
export function dayText(day: number): string {
  const [year, month, date] = civil(day)
  const tail = `-${two[month]}-${two[date]}`
  return year > 0 ? String(year).padStart(4, '0') + tail : `${String(1 - year).padStart(4, '0') + tail} (BC)`
}

/** `HH:MM:SS.ffffff` of a time of day in microseconds (24:00:00 included). */
export function timeText(micros: number): string {
  const minute = Math.floor(micros / microsOfMinute)
  const rest = micros - minute * microsOfMinute
  const second = Math.floor(rest / microsOfSecond)
  const fraction = rest - second * microsOfSecond
  const text = fraction === 0 ? '000000' : String(microsOfSecond + fraction).slice(1)
  return `${minuteTexts[minute]}${two[second]}.${text}`
}

let lastDay = Number.NaN
let lastDayText = ''

/** `YYYY-MM-DD HH:MM:SS.ffffff` of microseconds since 1970; a bigint where a number would not be exact (before 1684, after 2255). */
export function timestampText(micros: number | bigint): string {
  const rest =
    typeof micros === 'bigint'
      ? Number(((micros % 86_400_000_000n) + 86_400_000_000n) % 86_400_000_000n)
      : micros - Math.floor(micros / microsOfDay) * microsOfDay
  const day =
    typeof micros === 'bigint' ? Number((micros - BigInt(rest)) / 86_400_000_000n) : Math.floor(micros / microsOfDay)
  if (day !== lastDay) {
    lastDay = day
    lastDayText = dayText(day)
  }
  const time = timeText(rest)
  return lastDayText.endsWith(')') ? `${lastDayText.slice(0, -5)} ${time} (BC)` : `${lastDayText} ${time}`
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
