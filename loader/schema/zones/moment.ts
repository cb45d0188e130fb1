import type { Time } from '../values.ts'
import { dayNumber, dayText, firstDay, isDay, lastDay } from './day.ts'
import { twoDigits } from './two-digits.ts'

const clocks: string[] = []

/** Whether the eight characters from `at` are a time of day, `HH:MM:SS`, below 24 hours. */
export function isClock(text: string, at: number): boolean {
  const hours = twoDigits(text, at)
  const minutes = twoDigits(text, at + 3)
  const seconds = twoDigits(text, at + 6)
  return (
    hours >= 0 &&
    hours < 24 &&
    minutes >= 0 &&
    minutes < 60 &&
    seconds >= 0 &&
    seconds < 60 &&
    text.charCodeAt(at + 2) === 58 &&
    text.charCodeAt(at + 5) === 58
  )
}

/** Whether the first 19 characters are `YYYY-MM-DD HH:MM:SS`; a `T` may stand between. */
export function isMoment(text: string): boolean {
  const between = text.charCodeAt(10)
  return (between === 32 || between === 84) && isDay(text) && isClock(text, 11)
}

/** Seconds since 1970-01-01 00:00:00 of the first 19 characters; they must be a moment (`isMoment`). */
export function momentSeconds(text: string): number {
  return dayNumber(text) * 86_400 + twoDigits(text, 11) * 3600 + twoDigits(text, 14) * 60 + twoDigits(text, 17)
}

/** The canonical text of a moment, its microseconds given as `.ffffff`; null where it lies outside of the years 1 to 9999. */
export function momentText(seconds: number, fraction: string): Time | null {
  const day = Math.floor(seconds / 86_400)
  if (day < firstDay || day > lastDay) return null
  return `${dayText(day)} ${clockText(seconds - day * 86_400)}${fraction}`
}

function clockText(second: number): string {
  const known = clocks[second]
  if (known !== undefined) return known
  // At most 86,400 texts of 8 characters.
  const text = new Date(second * 1000).toISOString().slice(11, 19)
  clocks[second] = text
  return text
}
