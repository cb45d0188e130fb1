import type { Columns, ColumnsFor, HistoryOf, Refused, Table, TableShape } from '../schema/index.ts'
import type { Attributes, ReservedValues } from './attributes.ts'
import type { Feeds, NoRenames, Renamable, Renames, Renaming } from './feeds.ts'
import type { WindowBy } from './incremental.ts'
import type { Outriggers } from './lookups.ts'
import { type DimensionParts, makeDimension } from './make-dimension.ts'
import type { Reads } from './reads.ts'
import type { DimensionShape, FullRead, RejectLimits, SourceShape, TaskClass } from './shapes.ts'
import type { Fitting, Source } from './source-row.ts'

/** A dimension typed by its name, its table's and its source's connection. */
export interface Dimension<N extends string = string, T extends string = string, F extends string = string>
  extends DimensionShape {
  readonly name: N
  readonly table: TableShape & { readonly name: T }
  readonly source: SourceShape & { readonly from: F }
}

interface DimensionOptions<N extends string, T extends Table, S extends Source, F extends Renames, W> {
  /** The unit's name: in config, `--select` and the queue. */
  readonly name: N
  readonly table: DimensionTable<T>
  readonly source: Feeds<T['columns'], 'natural', S, F>
  /** Natural-key column → source column, where the names differ. */
  readonly from?: F & Renaming<T['columns'], 'natural', RowOf<S>, F> & Renamable<T['columns'], 'natural', RowOf<S>>
  /** What a change of each attribute does. */
  readonly attributes: Attributes<T['name'], T['columns'], RowOf<S>>
  /** Date or time from which a row holds; without one, the run's execution time. */
  readonly effectiveFrom?: Dates<T, S>
  /** Date or time up to which a row holds (exclusive, unless `inclusive`); NULL is the open end. */
  readonly effectiveTo?: Dates<T, S> | { readonly column: Dates<T, S>; readonly inclusive?: 'day' | 'microsecond' }
  /** Source columns that put rows of one member (and date) in order; the last wins. */
  readonly order?: readonly ColumnNames<S>[]
  /** A date past the execution time and a day: 'reject' (default) or 'accept'. */
  readonly future?: 'reject' | 'accept'
  /** `full` (default), or `incremental({ by })`: each load looks at the members of a window of the source alone. */
  readonly read?: Reads<W, RowOf<S>>
  /** Members gone from the source: 'ignore' (default), or 'close' their latest version at the execution time; that needs a source read whole. */
  readonly deletes?: 'ignore' | Close<T, W>
  /** Share of the current members that one load may close without `--accept-deletes`; default 0.2. */
  readonly maxDeleteShare?: number
  /** Attribute values of the reserved member -1, Unknown. */
  readonly unknown?: ReservedValues<T['columns']>
  /** Attribute values of the reserved member -2, Not applicable. */
  readonly notApplicable?: ReservedValues<T['columns']>
  /** Attribute values of the reserved member -3, Error. */
  readonly error?: ReservedValues<T['columns']>
  readonly tags?: readonly string[]
  /** Which workers load it as a queue task: those of `work --class heavy`, or all others ('default'). */
  readonly class?: TaskClass
  /** Shares of the rows read; default: the warehouse's. */
  readonly rejects?: RejectLimits
}

type RowOf<S> = S extends Source<string, infer R> ? R : never
type ColumnNames<S> = keyof RowOf<S> & string

type Dates<T extends Table, S> =
  HistoryOf<T['columns']> extends 'plain'
    ? Refused<`${T['name']} keeps no history: it needs ...history() for dated rows`>
    : Fitting<RowOf<S>, 'date' | 'timestamp' | null>

type Close<T extends Table, W> =
  HistoryOf<T['columns']> extends 'plain'
    ? Refused<`${T['name']} keeps no history: deletes: 'close' needs ...history() in it, for the version to end`>
    : W extends FullRead
      ? 'close'
      : Refused<`deletes: 'close' needs read: full, since who is not in a window is not gone`>

type WithOutriggers<C extends Columns, S> =
  ColumnsFor<C, 'reference'> extends never ? object : { readonly lookups: Outriggers<C, RowOf<S>> }

type DimensionTable<T extends Table> =
  ColumnsFor<T['columns'], 'key'> extends never
    ? Refused<`${T['name']} has no key(): it is no dimension's table`>
    : ColumnsFor<T['columns'], 'natural'> extends never
      ? Refused<`${T['name']} has no natural key: say natural(…) of the column that identifies a member`>
      : T

/** What a member of the dimension is, where it comes from, and what a change of each attribute does (KIMBALL.md, Dimensions). */
export function dimension<
  const N extends string,
  T extends Table,
  S extends Source,
  const F extends Renames = NoRenames,
  const W extends FullRead | WindowBy<string> = FullRead,
>(options: DimensionOptions<N, T, S, F, W> & WithOutriggers<T['columns'], S>): Dimension<N, T['name'], S['from']> {
  // The types of the options hold the same values as the parts; the compiler cannot follow their conditions.
  return makeDimension(options as unknown as DimensionParts) as Dimension<N, T['name'], S['from']>
}
