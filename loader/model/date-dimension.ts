import { DefinitionError } from '../errors/index.ts'
import { type ColumnsFor, date, integer, type Refused, type Table, type TableShape, takes } from '../schema/index.ts'
import type { Calendar } from './calendar.ts'
import { type CalendarColumns, calendarColumns } from './calendar-columns.ts'
import { calendarRows } from './calendar-rows.ts'
import { checkCalendar } from './check-calendar.ts'
import { columnsFor } from './columns-by-purpose.ts'
import type { Dimension } from './dimension.ts'
import { knownOptions } from './known-options.ts'
import { makeDimension } from './make-dimension.ts'
import type { One } from './one.ts'
import type { RejectLimits, SourceShape, TaskClass } from './shapes.ts'
import type { RowOf, Taken } from './source-row.ts'

interface DateDimensionOptions<N extends string, T extends Table> extends Calendar {
  /** The unit's name: in config, `--select` and the queue. */
  readonly name: N
  /** `dateTable(…)`, or a table with `date_key: key()`, `full_date: natural(date())` and some of its other columns. */
  readonly table: CalendarTable<T>
  readonly tags?: readonly string[]
  /** As for `dimension()`. */
  readonly class?: TaskClass
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
    ? C[N] extends { readonly purpose: CalendarColumns[N]['purpose'] }
      ? RowOf<CalendarColumns>[N] extends Taken<C[N]>
        ? never
        : N
      : N
    : N]: 1
}

const known = ['name', 'table', 'from', 'to', 'fiscalYearStart', 'holidays', 'locale', 'tags', 'class', 'rejects']

/**
 * A dimension of days that the loader generates: smart key yyyymmdd, attributes of type 1 (a holiday may be declared later).
 * Throws DefinitionError 'bad-calendar' for days, months or locales that there are not. KIMBALL.md, Special dimensions and Calendar.
 */
export function dateDimension<const N extends string, T extends Table>(
  options: DateDimensionOptions<N, T>,
): Dimension<N, T['name'], ''> {
  const { name, tags, class: taskClass, rejects, ...rest } = options
  knownOptions(`dimension ${name}`, options, known)
  const { table: judged, ...calendar } = rest
  checkCalendar(`dimension ${name}`, calendar)
  // What is no Refused is the table.
  const table = judged as unknown as TableShape
  requireCalendarColumns(name, table)
  const made = makeDimension({
    name,
    table,
    source: calendarSource(calendar),
    attributes: Object.fromEntries(columnsFor(table, 'attribute').map((column) => [column, 'type1' as const])),
    // A calendar's days lie in the future for the most part; there is no history to be dated.
    future: 'accept',
    ...(tags === undefined ? {} : { tags }),
    ...(taskClass === undefined ? {} : { class: taskClass }),
    ...(rejects === undefined ? {} : { rejects }),
  })
  return Object.freeze({ ...made, smartKey: 'date_key' }) as Dimension<N, T['name'], ''>
}

/** The calendar itself stands beside its rows, so that it is printed and hashed with the source. */
function calendarSource(calendar: Calendar): SourceShape & { readonly calendar: Calendar } {
  return Object.freeze({
    from: '',
    columns: Object.freeze({ ...calendarColumns, date_key: integer(), full_date: date() }),
    rows: () => calendarRows(calendar),
    calendar: Object.freeze(calendar),
  })
}

function requireCalendarColumns(name: string, table: TableShape): void {
  const had: TableShape['columns'] = calendarColumns
  const fits = Object.entries(table.columns).every(([column, { kind, purpose, nullable }]) => {
    const day = had[column]
    if (purpose === 'audit') return true
    if (day === undefined || day.purpose !== purpose || (day.nullable && !nullable)) return false
    return takes[kind].some((taken) => taken === day.kind)
  })
  if (fits && 'date_key' in table.columns && 'full_date' in table.columns) return
  throw new DefinitionError(
    'bad-calendar',
    `dimension ${name}: table ${table.name} needs date_key: key(), full_date: natural(date()), and besides audit() only these: ${Object.entries(
      had,
    )
      .map(([column, { kind }]) => `${column} (${kind})`)
      .join(', ')}.`,
  )
}
