import { boolean, date, integer, key, natural, nullable, varchar } from '../schema/index.ts'

/** The columns that a calendar fills, as `dateTable` has them. */
export const calendarColumns = Object.freeze({
  date_key: key(),
  full_date: natural(date()),
  year: integer(),
  quarter: integer(),
  month: integer(),
  month_name: varchar(32),
  day: integer(),
  day_of_year: integer(),
  day_of_week: integer(),
  day_name: varchar(32),
  iso_year: integer(),
  iso_week: integer(),
  fiscal_year: integer(),
  fiscal_quarter: integer(),
  fiscal_period: integer(),
  is_weekend: boolean(),
  is_last_day_of_month: boolean(),
  is_last_day_of_quarter: boolean(),
  is_last_day_of_year: boolean(),
  same_day_last_year: date(),
  is_holiday: boolean(),
  holiday_name: nullable(varchar(64)),
})

export type CalendarColumns = typeof calendarColumns
