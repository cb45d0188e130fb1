import type { Column, Table } from '../schema/index.ts'

type Fed<C> = {
  [N in keyof C as C[N] extends {
    readonly purpose: 'natural' | 'attribute' | 'degenerate' | 'measure'
  }
    ? N
    : never]: C[N] extends Column<infer K, infer Null> ? Column<K, Null, 'attribute'> : never
} & {}
/**
 * The columns of a source that gives a table its natural key and attributes (of a fact: degenerates and measures) under the same names and types,
 * so that no column is written twice: `columns: feeding(schoolDim)`. Spread it to add some: `{ ...feeding(schoolDim), updated_at: timestamp() }`.
 */
export declare function feeding<N extends string, C extends Table['columns']>(table: Table<N, C>): Fed<C>
