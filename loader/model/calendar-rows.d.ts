import type { Cell } from '../schema/index.ts'
import type { Calendar } from './calendar.ts'
/** One row a day, by column name of `calendarColumns`. */
export declare function calendarRows(calendar: Calendar): Generator<Readonly<Record<string, Cell>>>
