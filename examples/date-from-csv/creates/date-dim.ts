import { audit, boolean, date, integer, key, natural, nullable, table, varchar } from '../../../loader/index.ts'

/** One day, with what the firm's own list says of it. The names that dateTable() has too mean the same. */
export const dateDim = table('date_dim', {
  date_key: key(),
  full_date: natural(date()),
  year: integer(),
  quarter: integer(),
  month: integer(),
  month_name: varchar(32),
  day: integer(),
  day_of_week: integer(),
  day_name: varchar(32),
  iso_year: integer(),
  iso_week: integer(),
  is_weekend: boolean(),
  is_last_day_of_month: boolean(),
  is_holiday: boolean(),
  holiday_name: nullable(varchar(64)),
  semester: nullable(varchar(20)),
  ...audit(),
})
