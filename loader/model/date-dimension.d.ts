import { type ColumnsFor, type Refused, type Table } from '../schema/index.ts'
import type { Calendar } from './calendar.ts'
import { type CalendarColumns } from './calendar-columns.ts'
import type { Dimension } from './dimension.ts'
import type { One } from './one.ts'
import type { RejectLimits } from './shapes.ts'
import type { RowOf, Taken } from './source-row.ts'

interface DateDimensionOptions<N extends string, T extends Table> extends Calendar {
  /** The unit's name: in config, `--select` and the queue. */
  readonly name: N
  /** `dateTable(…)`, or a table with `date_key: key()`, `full_date: natural(date())` and some of its other columns. */
  readonly table: CalendarTable<T>
  readonly tags?: readonly string[]
  /** Shares of the rows read; default: the warehouse's. */
  readonly rejects?: RejectLimits
}
type CalendarTable<T extends Table> = [Exclude<'date_key' | 'full_date', keyof T['columns']>] extends [never]
  ? [Strange<T['columns']>] extends [never]
    ? T
    : Refused<`no calendar fills ${One<Strange<T['columns']>> & string} of ${T['name']}: see the columns of dateTable()`>
  : Refused<`${T['name']} needs date_key: key() and full_date: natural(date()), as dateTable() has them`>
/** Columns that no calendar has, or has in another type or for another purpose. */
type Strange<C> = keyof {
  [N in Exclude<keyof C, ColumnsFor<C, 'audit'>> as N extends keyof CalendarColumns
    ? C[N] extends {
        readonly purpose: CalendarColumns[N]['purpose']
      }
      ? RowOf<CalendarColumns>[N] extends Taken<C[N]>
        ? never
        : N
      : N
    : N]: 1
}
/**
 * A dimension of days that the loader generates: smart key yyyymmdd, attributes of type 1 (a holiday may be declared later).
 * Throws DefinitionError 'bad-calendar' for days, months or locales that there are not. KIMBALL.md, Special dimensions and Calendar.
 */
export declare function dateDimension<const N extends string, T extends Table>(
  options: DateDimensionOptions<N, T>,
): Dimension<N, T['name'], ''>
