import { DefinitionError } from '../errors/index.ts'
import { type Columns, integer, date as isoDate, type Table } from '../schema/index.ts'
import { type Calendar, calendarRows } from './calendar.ts'
import { attributeColumns, naturalColumns } from './columns-by-purpose.ts'
import { calendarColumns } from './date-table.ts'
import type { Dimension } from './dimension.ts'
import type { RejectLimits, SourceShape } from './shapes.ts'

export interface DateDimensionOptions<N extends string, T extends string> extends Calendar {
  readonly name: N
  readonly table: Table<T>
  readonly tags?: readonly string[]
  readonly rejects?: RejectLimits
}

/** A dimension of days, generated: smart key yyyymmdd, all attributes type 1. Columns: see `dateTable`. */
export function dateDimension<const N extends string, T extends string>(
  options: DateDimensionOptions<N, T>,
): Dimension<N, T, ''> {
  const { name, table, tags = [], rejects, ...calendar } = options
  const known: Columns = calendarColumns()
  for (const column of Object.keys(table.columns)) {
    if (known[column] === undefined && table.columns[column]?.purpose === 'attribute') {
      throw new DefinitionError(
        'unknown-column',
        `dimension ${name}: a calendar has no ${column}; it has ${Object.keys(known).join(', ')}.`,
      )
    }
  }
  const source: SourceShape & { readonly from: ''; readonly calendar: Calendar } = {
    from: '',
    columns: { ...known, date_key: integer(), full_date: isoDate() },
    rows: () => calendarRows(calendar),
    calendar,
  }
  return Object.freeze({
    kind: 'dimension' as const,
    name,
    table,
    source: Object.freeze(source),
    natural: Object.fromEntries(naturalColumns(table).map((column) => [column, column])),
    attributes: Object.fromEntries(
      attributeColumns(table).map((column) => [
        column,
        { from: column, change: 'type1' as const, overwrite: 'all' as const },
      ]),
    ),
    smartKey: 'date_key',
    order: [],
    future: 'accept' as const,
    unknown: {},
    notApplicable: {},
    error: {},
    tags,
    ...(rejects === undefined ? {} : { rejects }),
  })
}
