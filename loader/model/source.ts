import { type Columns, safeNames } from '../schema/index.ts'
import { knownOptions } from './known-options.ts'
import type { KnexQuery, SourceShape, SqlText } from './shapes.ts'
import type { Derived, GivenRow, RowWith, Source } from './source-row.ts'

interface SourceOptions<F extends string, C extends Columns, D extends object> {
  /** Name of a connection in config's `sources`. */
  readonly from: F
  /** What the query gives back, proved by `--test_dimension_source`. */
  readonly columns: C
  readonly sql: SqlText | KnexQuery
  /** Adds columns that SQL cannot say; called once a row. A number counts as integer, text as varchar, `Day` as date, `Time` as timestamp. */
  readonly derive?: (row: GivenRow<C>) => Derived<D, keyof C>
  /** A NOT NULL key of the source, for reading in ranges; not used yet. */
  readonly partition?: readonly (keyof C & string)[]
  /** IANA zone of the local times that this source gives; without it they are UTC. */
  readonly zone?: string
}

const known = ['from', 'columns', 'sql', 'derive', 'partition', 'zone']

/**
 * What is read: a query of one connection, and the columns it gives back.
 * Throws DefinitionError for a column named so that JavaScript would drop or move it.
 */
export function source<const F extends string, C extends Columns, D extends object = Readonly<Record<never, never>>>(
  options: SourceOptions<F, C, D>,
): Source<F, RowWith<C, D>> {
  knownOptions(`source from ${options.from}`, options, known)
  safeNames(`source from ${options.from}`, options.columns)
  const { derive, partition, ...rest } = options
  return Object.freeze({
    ...rest,
    columns: Object.freeze({ ...options.columns }),
    // The engine calls it with the declared columns, conformed: just the rows that its parameter names.
    ...(derive === undefined ? {} : { derive: derive as unknown as NonNullable<SourceShape['derive']> }),
    ...(partition === undefined ? {} : { partition: Object.freeze([...partition]) }),
  })
}
