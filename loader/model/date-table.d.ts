import { type Table } from '../schema/index.ts'
import { type CalendarColumns } from './calendar-columns.ts'
/**
 * A date dimension's table, for `creates/`: smart key `date_key` (yyyymmdd), natural key `full_date`, year, quarter, month, day, ISO week, fiscal
 * period, weekend, last days, the same day last year, holidays. A table of one's own may hold some of these columns instead.
 */
export declare function dateTable<const N extends string>(name: N): Table<N, CalendarColumns>
