import type { Day } from '../values.ts'
import { twoDigits } from './two-digits.ts'

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

/** Whether the first ten characters are a day of the calendar, `YYYY-MM-DD`, of year 1 to 9999 (proleptic Gregorian). */
export function isDay(text: string): boolean {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  return (
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    year > 0 &&
    month > 0 &&
    month < 13 &&
    day > 0 &&
    (day < 29 || day <= daysOfMonth(year, month))
  )
}

export function daysOfMonth(year: number, month: number): number {
  return month === 2 && year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : (lengths[month - 1] ?? 0)
}

/** Days since 1970-01-01 of the day that the first ten characters write; they must be one (`isDay`). */
export function dayNumber(text: string): number {
  const month = twoDigits(text, 5)
  // Years begin in March, so that the leap day is the last one (Hinnant, "chrono-compatible low-level date algorithms").
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2) - (month < 3 ? 1 : 0)
  const century = Math.floor(year / 100)
  const monthFromMarch = month < 3 ? month + 9 : month - 3
  return (
    365 * year +
    Math.floor(year / 4) -
    century +
    Math.floor(century / 4) +
    Math.floor((153 * monthFromMarch + 2) / 5) +
    twoDigits(text, 8) -
    719_469
  )
}

/** Days since 1970-01-01 of the calendar's first and last day. */
export const firstDay = -719_162
export const lastDay = 2_932_896

const remembered = 4096
const numbers = new Int32Array(remembered).fill(lastDay + 1)
const texts: Day[] = []

/** The text of a day from `firstDay` to `lastDay`. */
export function dayText(day: number): Day {
  // Rows come with the same few thousand days over and over: a table of the last ones met saves most of the work.
  const slot = day & (remembered - 1)
  const known = texts[slot]
  if (known !== undefined && numbers[slot] === day) return known
  const text = new Date(day * 86_400_000).toISOString().slice(0, 10) as Day
  numbers[slot] = day
  texts[slot] = text
  return text
}
