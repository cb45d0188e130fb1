import { daysOfMonth } from '../../schema/index.ts'
import { odd } from './put-printed.ts'

const [dash, space, colon, point, zero] = [45, 32, 58, 46, 48]

/** `YYYY-MM-DD`, a day of the calendar. */
export function putDate(printed: Buffer, from: number, to: number, line: Buffer, at: number): number {
  return to - from === 10 && isDay(printed, from) ? copied(printed, from, to, line, at) : odd
}

/** `YYYY-MM-DD HH:MM:SS`, perhaps with a fraction of six digits at most: they become six. */
export function putTimestamp(printed: Buffer, from: number, to: number, line: Buffer, at: number): number {
  const length = to - from
  if (length < 19 || length === 20 || length > 26) return odd
  if (!isDay(printed, from) || printed[from + 10] !== space || !isClock(printed, from + 11)) return odd
  if (length > 19) {
    if (printed[from + 19] !== point) return odd
    for (let i = from + 20; i < to; i++) if (!isDigit(printed[i] as number)) return odd
  }
  let place = copied(printed, from, to, line, at)
  if (length === 19) line[place++] = point
  while (place < at + 26) line[place++] = zero
  return place
}

function isDay(printed: Buffer, at: number): boolean {
  if (printed[at + 4] !== dash || printed[at + 7] !== dash) return false
  const century = twoDigits(printed, at)
  const ofCentury = twoDigits(printed, at + 2)
  const month = twoDigits(printed, at + 5)
  const day = twoDigits(printed, at + 8)
  if (century < 0 || ofCentury < 0 || month < 1 || month > 12 || day < 1) return false
  const year = century * 100 + ofCentury
  return year > 0 && (day < 29 || day <= daysOfMonth(year, month))
}

function isClock(printed: Buffer, at: number): boolean {
  if (printed[at + 2] !== colon || printed[at + 5] !== colon) return false
  const [hour, minute, second] = [twoDigits(printed, at), twoDigits(printed, at + 3), twoDigits(printed, at + 6)]
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
}

/** Negative for anything else. */
function twoDigits(printed: Buffer, at: number): number {
  const [tens, ones] = [printed[at] as number, printed[at + 1] as number]
  return isDigit(tens) && isDigit(ones) ? (tens - zero) * 10 + ones - zero : -1
}

function isDigit(byte: number): boolean {
  return byte >= zero && byte <= zero + 9
}

function copied(printed: Buffer, from: number, to: number, line: Buffer, at: number): number {
  for (let i = from; i < to; i++) line[at + i - from] = printed[i] as number
  return at + to - from
}
