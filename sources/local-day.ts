import { localDate } from '../loader/index.ts'

/** The calendar of the warehouse begins here; what is older counts on this day. */
const firstDay = '2012-01-01'

/** The firm's own day of a UTC time, never before the calendar begins. */
export function localDay(time: `${string} ${string}`): `${string}-${string}-${string}` {
  const day = localDate(time, 'America/New_York')
  return day < firstDay ? firstDay : day
}
