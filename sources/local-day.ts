import { type Day, localDate, type Time } from '../loader/index.ts'

/** The calendar of the warehouse begins here; what is older counts on this day. */
const firstDay = '2012-01-01'

/** The firm's own day of a UTC time, never before the calendar begins. */
export function localDay(time: Time): Day {
  const day = localDate(time, 'America/New_York')
  return day < firstDay ? firstDay : day
}
