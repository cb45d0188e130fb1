import type { Columns } from './column.ts'
import { plainColumn } from './column.ts'
import type { HistoryOf, InferredOf, NaturalOf, Reference } from './reference-column.ts'
import type { Refused } from './refused.ts'
import type { Table } from './table.ts'
import type { ColumnsFor, TableKind } from './table-columns.ts'

/**
 * A fact's column on a dimension's table; it holds the surrogate key of the version that the lookup finds, never NULL. Several columns on one
 * table are several roles of it.
 */
export function reference<N extends string, C extends Columns>(
  table: TableKind<C> extends 'any'
    ? Table<N, C>
    : [ColumnsFor<C, 'natural'>] extends [never]
      ? Refused<`${N} has no natural key to look members up by: say natural(…) of the column that identifies one`>
      : Table<N, C>,
): Reference<N, NaturalOf<C>, HistoryOf<C>, InferredOf<C>> {
  // What is no Refused is the table.
  const references = table as unknown as Table<N, C>
  return Object.freeze({ ...plainColumn('integer'), purpose: 'reference' as const, references })
}
