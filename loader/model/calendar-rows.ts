import type { Cell, Day } from '../schema/index.ts'
import type { Calendar } from './calendar.ts'

const dayMs = 86_400_000

/** One row a day, by column name of `calendarColumns`. */
export function* calendarRows(calendar: Calendar): Generator<Readonly<Record<string, Cell>>> {
  const month = new Intl.DateTimeFormat(calendar.locale ?? 'en', { month: 'long', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(calendar.locale ?? 'en', { weekday: 'long', timeZone: 'UTC' })
  const last = Date.parse(calendar.to)
  for (let time = Date.parse(calendar.from); time <= last; time += dayMs) {
    const at = new Date(time)
    yield {
      ...dayOf(at, calendar.fiscalYearStart ?? 1),
      month_name: month.format(at),
      day_name: weekday.format(at),
      ...holidayOf(textOf(at), calendar.holidays),
    }
  }
}

function dayOf(at: Date, fiscalStart: number): Readonly<Record<string, Cell>> {
  const year = at.getUTCFullYear()
  const month = at.getUTCMonth() + 1
  const day = at.getUTCDate()
  const weekday = at.getUTCDay() || 7
  const iso = isoWeek(at)
  const endsMonth = new Date(at.getTime() + dayMs).getUTCDate() === 1
  const fiscalPeriod = ((month - fiscalStart + 12) % 12) + 1
  return {
    date_key: year * 10_000 + month * 100 + day,
    full_date: textOf(at),
    year,
    quarter: Math.ceil(month / 3),
    month,
    day,
    day_of_year: (at.getTime() - midnight(year, 1, 1)) / dayMs + 1,
    day_of_week: weekday,
    iso_year: iso.year,
    iso_week: iso.week,
    fiscal_year: fiscalStart > 1 && month >= fiscalStart ? year + 1 : year,
    fiscal_quarter: Math.ceil(fiscalPeriod / 3),
    fiscal_period: fiscalPeriod,
    is_weekend: weekday > 5,
    is_last_day_of_month: endsMonth,
    is_last_day_of_quarter: endsMonth && month % 3 === 0,
    is_last_day_of_year: endsMonth && month === 12,
    same_day_last_year: sameDayLastYear(year, month, day),
  }
}

/** ISO 8601: a week is that of its Thursday, and so is its year. */
function isoWeek(at: Date): { readonly year: number; readonly week: number } {
  const thursday = new Date(at.getTime() + (4 - (at.getUTCDay() || 7)) * dayMs)
  const year = thursday.getUTCFullYear()
  return { year, week: Math.floor((thursday.getTime() - midnight(year, 1, 1)) / dayMs / 7) + 1 }
}

/** Of 29 February it is 28 February. */
function sameDayLastYear(year: number, month: number, day: number): string {
  return textOf(new Date(midnight(year - 1, month, month === 2 && day === 29 ? 28 : day)))
}

function holidayOf(day: Day, holidays: Calendar['holidays']): Readonly<Record<string, Cell>> {
  const name = typeof holidays === 'function' ? holidays(day) : (holidays?.[day] ?? null)
  return { is_holiday: name !== null, holiday_name: name }
}

/** Date.UTC would take the years 0–99 for 1900–1999. */
function midnight(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day)
}

function textOf(at: Date): Day {
  // The ISO text of the years 0–9999 begins with the day.
  return at.toISOString().slice(0, 10) as Day
}
