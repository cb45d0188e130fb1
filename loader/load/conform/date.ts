import { isClock, isDay, twoDigits } from '../../schema/index.ts'
import type { Convert } from './convert.ts'

/**
 * A day of the calendar, year 1 to 9999. A timestamp's text counts where its time of day is midnight. Zero dates do not fit, or are NULL where
 * the definition says so.
 */
export function dateConverter(zeroDateIsNull: boolean): Convert {
  return (value) => {
    if (typeof value !== 'string') return undefined
    if (isDay(value) && (value.length === 10 || isMidnight(value)))
      return value.length === 10 ? value : value.slice(0, 10)
    return zeroDateIsNull && isZeroDate(value) ? null : undefined
  }
}

const midnight = /^[ T]00:00:00(?:\.0+)?$/

function isMidnight(text: string): boolean {
  return midnight.test(text.slice(10))
}

/** MySQL's `0000-00-00`, `2021-00-10`, `0000-11-30`: a zero part, the others in range; a time of day may follow. */
export function isZeroDate(text: string): boolean {
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2)
  const month = twoDigits(text, 5)
  const day = twoDigits(text, 8)
  return (
    text.charCodeAt(4) === 45 &&
    text.charCodeAt(7) === 45 &&
    year >= 0 &&
    month >= 0 &&
    month <= 12 &&
    day >= 0 &&
    day <= 31 &&
    (year === 0 || month === 0 || day === 0) &&
    (text.length === 10 || (/^[ T].{8}(?:\.\d+)?$/.test(text.slice(10)) && isClock(text, 11)))
  )
}
