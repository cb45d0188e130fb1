import type { Columns, ColumnsFor, Refused, Table, TableShape } from '../schema/index.ts'
import type { Feeds, NoRenames, Renamable, Renames, Renaming } from './feeds.ts'
import type { By, WindowBy } from './incremental.ts'
import type { Lookups } from './lookups.ts'
import { type FactParts, makeFact } from './make-fact.ts'
import type { FactShape, RebuildRefresh, RejectLimits, SourceShape, TaskClass } from './shapes.ts'
import type { Source } from './source-row.ts'

/** A fact typed by its name, its table's and its source's connection. */
export interface Fact<N extends string = string, T extends string = string, F extends string = string>
  extends FactShape {
  readonly name: N
  readonly table: TableShape & { readonly name: T }
  readonly source: SourceShape & { readonly from: F }
}

interface FactOptions<N extends string, T extends Table, S extends Source, F extends Renames> {
  /** The unit's name: in config, `--select` and the queue. */
  readonly name: N
  readonly table: FactTable<T>
  readonly source: Feeds<T['columns'], Filled, S, F>
  /** Degenerate or measure column → source column, where the names differ. */
  readonly from?: F & Renaming<T['columns'], Filled, RowOf<S>, F> & Renamable<T['columns'], Filled, RowOf<S>>
  /** Default `rebuild()`; `incremental({ by })` and `append({ by })` read a window of the source alone. */
  readonly refresh?: RebuildRefresh | WindowBy<By<RowOf<S>>>
  /** Source columns that put rows of one grain in order; the last wins. */
  readonly order?: readonly ColumnNames<S>[]
  readonly tags?: readonly string[]
  /** Which workers load it as a queue task: those of `work --class heavy`, or all others ('default'). */
  readonly class?: TaskClass
  /** Shares of the rows read; default: the warehouse's. */
  readonly rejects?: RejectLimits
}

/** What a fact's source fills by name. */
type Filled = 'degenerate' | 'measure'
type RowOf<S> = S extends Source<string, infer R> ? R : never
type ColumnNames<S> = keyof RowOf<S> & string

type FactTable<T extends Table> =
  ColumnsFor<T['columns'], 'key'> extends never ? T : Refused<`${T['name']} has a key(): it is a dimension's table`>

type WithLookups<C extends Columns, S> =
  ColumnsFor<C, 'reference'> extends never ? object : { readonly lookups: Lookups<C, RowOf<S>> }

/** What one row stands for, where it comes from, and how each role finds its member (KIMBALL.md, Facts). */
export function fact<const N extends string, T extends Table, S extends Source, const F extends Renames = NoRenames>(
  options: FactOptions<N, T, S, F> & WithLookups<T['columns'], S>,
): Fact<N, T['name'], S['from']> {
  // The types of the options hold the same values as the parts; the compiler cannot follow their conditions.
  return makeFact(options as unknown as FactParts) as Fact<N, T['name'], S['from']>
}
