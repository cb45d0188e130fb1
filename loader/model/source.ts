import { DefinitionError } from '../errors/index.ts'
import { type Columns, type Refused, safeNames } from '../schema/index.ts'
import type { FilesShape } from './files.ts'
import { knownOptions } from './known-options.ts'
import type { KnexQuery, SourceShape, SqlText } from './shapes.ts'
import type { Derived, GivenRow, RowWith, Source } from './source-row.ts'

interface QueryOptions<F extends string, C extends Columns> {
  /** Name of a connection in config's `sources`. */
  readonly from: F
  readonly sql: SqlText | KnexQuery
  /**
   * NOT NULL columns by whose values the rows are read in order (best those of an index): an interrupted load then goes on after the last ones that are
   * in. Rows equal in all of them commit together. Default: none, an interrupted load begins again.
   */
  readonly partition?: readonly (keyof C & string)[]
  readonly files?: undefined
}

interface FileOptions {
  /** Files in place of a connection: `csv('sales/*.csv')`, `jsonLines('…')`, `parquet('…')`. */
  readonly files: FilesShape
  readonly from?: undefined
  readonly sql?: Refused<'files stand in place of a query: leave out files, or from and sql'>
  readonly partition?: undefined
}

interface RowOptions<C extends Columns, D extends object> {
  /** What the query or the files give, proved by `--test_dimension_source`. */
  readonly columns: C
  /** Adds columns that SQL cannot say; called once a row. A number counts as integer, text as varchar, `Day` as date, `Time` as timestamp. */
  readonly derive?: (row: GivenRow<C>) => Derived<D, keyof C>
  /** IANA zone of the local times that this source gives; without it they are UTC. */
  readonly zone?: string
}

const known = ['from', 'columns', 'sql', 'files', 'derive', 'partition', 'zone']

/**
 * What is read: a query of one connection or files, and the columns that they give.
 * Throws DefinitionError for a column named so that JavaScript would drop or move it.
 */
export function source<
  const F extends string = '',
  C extends Columns = Columns,
  D extends object = Readonly<Record<never, never>>,
>(options: RowOptions<C, D> & (QueryOptions<F, C> | FileOptions)): Source<F, RowWith<C, D>> {
  const { derive, partition, from, columns, sql, files, zone } = options
  const place = from === undefined ? `source of ${files?.path}` : `source from ${from}`
  knownOptions(place, options, known)
  if (files !== undefined && (from !== undefined || sql !== undefined || typeof files !== 'object'))
    throw new DefinitionError(
      'bad-files',
      `${place}: files stand in place of from and sql, and are made by csv(), jsonLines() or parquet().`,
    )
  safeNames(place, columns)
  return Object.freeze({
    // The compiler's F is the name given, or '' where files are read.
    from: (from ?? '') as F,
    columns: Object.freeze({ ...columns }),
    // What is no Refused is the query.
    ...(sql === undefined ? {} : { sql: sql as SqlText | KnexQuery }),
    ...(files === undefined ? {} : { files }),
    ...(zone === undefined ? {} : { zone }),
    // The engine calls it with the declared columns, conformed: just the rows that its parameter names.
    ...(derive === undefined ? {} : { derive: derive as unknown as NonNullable<SourceShape['derive']> }),
    ...(partition === undefined ? {} : { partition: Object.freeze([...partition]) }),
  })
}
