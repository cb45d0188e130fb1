import type { Column, Day, Kind, Refused, Takes, Time, ValueOf } from '../schema/index.ts'
import type { SourceShape } from './shapes.ts'

/** What a source gives, by SQL names: `{ item_id: 'integer', note: 'varchar' | null }`. */
export type SourceRow = Readonly<Record<string, Kind | null>>

/** A source typed by its connection's name and its row. */
export interface Source<F extends string = string, R = SourceRow> extends SourceShape {
  readonly from: F
  /** The compiler's alone: names and kinds of the columns. */
  readonly [gives]?: R
}

declare const gives: unique symbol

/** The row that declared columns give. */
export type RowOf<C> = { [N in keyof C]: CellOf<C[N]> } & {}

/** What fits into a column: the kinds it takes, and NULL where it takes that. */
export type Taken<C> = C extends Column<infer K, infer Null> ? Takes<K> | (Null extends true ? null : never) : never

/** What `derive` is given: the declared columns, conformed. */
export type GivenRow<C> = {
  readonly [N in keyof C]: C[N] extends Column<infer K, infer Null>
    ? ValueOf<K> | (Null extends true ? null : never)
    : never
} & {}

/** What `derive` gives, each value that is none of SQL's, or has the name of a declared column, replaced by a sentence. */
export type Derived<D, Declared> = {
  readonly [N in keyof D]: N extends Declared
    ? Refused<`${N & string} is a declared column already, and derive adds columns: give it another name`>
    : D[N] extends string | number | boolean | null
      ? D[N]
      : Refused<`derive gives text, numbers, booleans and NULL; ${N & string} may be something else`>
}

/** The declared columns and those that `derive` adds. */
export type RowWith<C, D> = (
  [keyof D] extends [never]
    ? RowOf<C>
    : { [N in keyof C | keyof D]: N extends keyof C ? CellOf<C[N]> : N extends keyof D ? KindOfValue<D[N]> : never }
) extends infer R
  ? { [N in keyof R]: R[N] } & {}
  : never

type CellOf<C> = C extends Column<infer K, infer Null> ? (Null extends true ? K | null : K) : never

type KindOfValue<V> = V extends null
  ? null
  : V extends number
    ? 'integer'
    : V extends boolean
      ? 'boolean'
      : V extends Day
        ? 'date'
        : V extends Time
          ? 'timestamp'
          : V extends `${bigint}`
            ? 'bigint'
            : V extends `${number}`
              ? 'decimal'
              : 'varchar'

/** The names of those columns of a row that fit. */
export type Fitting<R, Cell> = keyof { [N in keyof R as R[N] extends Cell ? N : never]: 1 }
