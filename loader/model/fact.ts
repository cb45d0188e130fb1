import type { Columns, Table, TableShape } from '../schema/index.ts'
import { columnsFor } from './columns-by-purpose.ts'
import { rebuild } from './rebuild.ts'
import type { DimensionShape, FactShape, Latest, RejectLimits, SourceShape } from './shapes.ts'
import type { Source } from './source.ts'

/** A fact typed by its name, its table's and its source's connection. */
export interface Fact<N extends string = string, T extends string = string, F extends string = string>
  extends FactShape {
  readonly name: N
  readonly table: TableShape & { readonly name: T }
  readonly source: SourceShape & { readonly from: F }
}

export interface LookupOptions {
  readonly dimension: DimensionShape
  readonly on: Readonly<Record<string, string>>
  readonly asOf?: string | Latest
  readonly missing?: 'unknown' | 'reject' | 'fail'
  readonly beforeFirst?: 'first' | 'unknown'
}

export interface FactOptions<N extends string, T extends string, C extends Columns, F extends string> {
  readonly name: N
  readonly table: Table<T, C>
  readonly source: Source<F>
  readonly from?: Readonly<Record<string, string>>
  readonly lookups?: Readonly<Record<string, LookupOptions>>
  readonly refresh?: FactShape['refresh']
  readonly order?: readonly string[]
  readonly tags?: readonly string[]
  readonly rejects?: RejectLimits
}

export function fact<const N extends string, T extends string, C extends Columns, F extends string>(
  options: FactOptions<N, T, C, F>,
): Fact<N, T, F> {
  const { table, source, from = {}, lookups = {}, ...rest } = options
  return Object.freeze({
    order: [],
    tags: [],
    refresh: rebuild(),
    ...rest,
    kind: 'fact' as const,
    table,
    source,
    from: Object.fromEntries(columnsFor(table, 'degenerate', 'measure').map((name) => [name, from[name] ?? name])),
    lookups: Object.fromEntries(
      Object.entries(lookups).map(([role, lookup]) => [
        role,
        { missing: 'unknown' as const, beforeFirst: 'first' as const, ...lookup },
      ]),
    ),
  })
}
