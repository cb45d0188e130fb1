import type { Cell, Day } from '../schema/index.ts'

/** What a generated calendar holds; plain, so that it can be printed and hashed. */
export interface Calendar {
  /** First and last day. */
  readonly from: Day
  readonly to: Day
  /** Month (1–12) in which the fiscal year begins; it bears the number of the year it ends in. Default 1: the calendar year. */
  readonly fiscalYearStart?: number
  /** Names by day, or a function that gives a day's holiday or null. */
  readonly holidays?: Readonly<Record<Day, string>> | ((day: Day) => string | null)
  /** BCP 47, for the names of months and days. Default 'en'. */
  readonly locale?: string
}

const dayMs = 86_400_000

/** One row a day, by column name of `dateTable`. */
export function* calendarRows(calendar: Calendar): Generator<Readonly<Record<string, Cell>>> {
  const month = new Intl.DateTimeFormat(calendar.locale ?? 'en', { month: 'long', timeZone: 'UTC' })
  const weekday = new Intl.DateTimeFormat(calendar.locale ?? 'en', { weekday: 'long', timeZone: 'UTC' })
  const last = Date.parse(calendar.to)
  for (let time = Date.parse(calendar.from); time <= last; time += dayMs) {
    const at = new Date(time)
    yield {
      ...calendarDay(at, calendar.fiscalYearStart ?? 1),
      month_name: month.format(at),
      day_name: weekday.format(at),
      ...holiday(textOf(at), calendar.holidays),
    }
  }
}

function calendarDay(at: Date, fiscalStart: number): Readonly<Record<string, Cell>> {
  const year = at.getUTCFullYear()
  const month = at.getUTCMonth() + 1
  const day = at.getUTCDate()
  const weekday = at.getUTCDay() || 7
  const iso = isoWeek(at)
  const lastOfMonth = new Date(at.getTime() + dayMs).getUTCDate() === 1
  const fiscalPeriod = ((month - fiscalStart + 12) % 12) + 1
  return {
    date_key: year * 10_000 + month * 100 + day,
    full_date: textOf(at),
    year,
    quarter: Math.ceil(month / 3),
    month,
    day,
    day_of_year: Math.round((at.getTime() - utc(year, 1, 1)) / dayMs) + 1,
    day_of_week: weekday,
    iso_year: iso.year,
    iso_week: iso.week,
    fiscal_year: fiscalStart > 1 && month >= fiscalStart ? year + 1 : year,
    fiscal_quarter: Math.ceil(fiscalPeriod / 3),
    fiscal_period: fiscalPeriod,
    is_weekend: weekday > 5,
    is_last_day_of_month: lastOfMonth,
    is_last_day_of_quarter: lastOfMonth && month % 3 === 0,
    is_last_day_of_year: lastOfMonth && month === 12,
    same_day_last_year: sameDayLastYear(year, month, day),
  }
}

/** ISO 8601: the week and its year are those of its Thursday. */
function isoWeek(at: Date): { readonly year: number; readonly week: number } {
  const thursday = new Date(at.getTime() + (4 - (at.getUTCDay() || 7)) * dayMs)
  const year = thursday.getUTCFullYear()
  return { year, week: Math.floor((thursday.getTime() - utc(year, 1, 1)) / dayMs / 7) + 1 }
}

/** The same day a year ago; of 29 February it is 28 February. */
function sameDayLastYear(year: number, month: number, day: number): string {
  return textOf(new Date(utc(year - 1, month, month === 2 && day === 29 ? 28 : day)))
}

function holiday(day: Day, holidays: Calendar['holidays']): Readonly<Record<string, Cell>> {
  const name = typeof holidays === 'function' ? holidays(day) : (holidays?.[day] ?? null)
  return { is_holiday: name !== null, holiday_name: name }
}

/** Date.UTC takes the years 0–99 for 1900–1999. */
function utc(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day)
}

function textOf(at: Date): Day {
  return at.toISOString().slice(0, 10) as Day
}
