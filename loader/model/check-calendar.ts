import { DefinitionError } from '../errors/index.ts'
import { type Day, isDay } from '../schema/index.ts'
import type { Calendar } from './calendar.ts'

/** Refuses days that do not exist, an order that is none, a fiscal month that is none, a locale that Intl does not know. */
export function checkCalendar(place: string, calendar: Calendar): void {
  const refuse = (sentence: string) => {
    throw new DefinitionError('bad-calendar', `${place}: ${sentence}`)
  }
  const { from, to, fiscalYearStart = 1, holidays = {}, locale = 'en' } = calendar
  for (const [option, day] of Object.entries({ from, to })) {
    if (!isCalendarDay(day))
      refuse(`${option} is ${JSON.stringify(day)}, and must be a day from 1000-01-01 to 9998-12-31.`)
  }
  if (from > to) refuse(`from (${from}) lies after to (${to}).`)
  if (!Number.isInteger(fiscalYearStart) || fiscalYearStart < 1 || fiscalYearStart > 12) {
    refuse(`fiscalYearStart is ${fiscalYearStart}, and must be a month from 1 to 12.`)
  }
  for (const day of typeof holidays === 'function' ? [] : Object.keys(holidays)) {
    if (!isCalendarDay(day)) refuse(`the holiday ${JSON.stringify(day)} is no day such as 2024-12-25.`)
  }
  try {
    new Intl.DateTimeFormat(locale)
  } catch (cause) {
    throw new DefinitionError(
      'bad-calendar',
      `${place}: locale ${JSON.stringify(locale)} is no language tag such as en.`,
      { cause },
    )
  }
}

/** A day whose reserved neighbours (the beginning of time, the open end) no calendar needs. */
function isCalendarDay(text: string): text is Day {
  return text.length === 10 && isDay(text) && text >= '1000-01-01' && text <= '9998-12-31'
}
