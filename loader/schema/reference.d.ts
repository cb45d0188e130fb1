import type { Columns } from './column.ts'
import type { HistoryOf, NaturalOf, Reference } from './reference-column.ts'
import type { Refused } from './refused.ts'
import type { Table } from './table.ts'
import type { ColumnsFor, TableKind } from './table-columns.ts'
/**
 * A fact's column on a dimension's table; it holds the surrogate key of the version that the lookup finds, never NULL. Several columns on one
 * table are several roles of it.
 */
export declare function reference<N extends string, C extends Columns>(
  table: TableKind<C> extends 'any'
    ? Table<N, C>
    : [ColumnsFor<C, 'natural'>] extends [never]
      ? Refused<`${N} has no natural key to look members up by: say natural(…) of the column that identifies one`>
      : Table<N, C>,
): Reference<N, NaturalOf<C>, HistoryOf<C>>
