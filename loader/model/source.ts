import { type Column, type Columns, type Kind, safeNames, type ValueOf } from '../schema/index.ts'
import type { KnexQuery, SourceShape, SqlText } from './shapes.ts'

/** A row by column name, typed by SQL names: `{ school_id: 'integer', city: 'varchar' | null }`. */
export type SourceRow = Readonly<Record<string, Kind | null>>

/** What a source gives back: its declared columns and what `derive` adds. */
export interface Source<F extends string = string, R = SourceRow> extends SourceShape {
  readonly from: F
  /** Only the compiler's: names and kinds of the columns. */
  readonly [gives]?: R
}

declare const gives: unique symbol

export type RowOf<C> = {
  [N in keyof C]: C[N] extends Column<infer K, infer Null> ? (Null extends true ? K | null : K) : never
} & {}

export interface SourceOptions<F extends string, C extends Columns> {
  readonly from: F
  readonly columns: C
  readonly sql: SqlText | KnexQuery
  readonly derive?: (
    row: { readonly [N in keyof C]: ValueOf<C[N]['kind']> },
  ) => Readonly<Record<string, string | number | boolean | null>>
  readonly partition?: readonly (keyof C & string)[]
  readonly zone?: string
}

export function source<const F extends string, C extends Columns>(options: SourceOptions<F, C>): Source<F, RowOf<C>> {
  safeNames(`source from ${options.from}`, options.columns)
  const { derive, partition, ...rest } = options
  return Object.freeze({
    ...rest,
    columns: Object.freeze({ ...options.columns }),
    // The engine calls it with the declared columns, conformed: just the rows that its parameter names.
    ...(derive === undefined ? {} : { derive: derive as NonNullable<SourceShape['derive']> }),
    ...(partition === undefined ? {} : { partition: Object.freeze([...partition]) }),
  })
}
