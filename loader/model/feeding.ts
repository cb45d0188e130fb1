import type { Column, ColumnShape, Table } from '../schema/index.ts'

type Fed<C> = {
  [N in keyof C as C[N] extends { readonly purpose: 'natural' | 'attribute' | 'degenerate' | 'measure' }
    ? N
    : never]: C[N] extends Column<infer K, infer Null> ? Column<K, Null, 'attribute'> : never
} & {}

const fed = ['natural', 'attribute', 'degenerate', 'measure']

/**
 * The columns of a source that gives a table its natural key and attributes (of a fact: degenerates and measures) under the same names and types,
 * so that no column is written twice: `columns: feeding(itemDim)`. Spread it to add some: `{ ...feeding(itemDim), updated_at: timestamp() }`.
 */
export function feeding<N extends string, C extends Table['columns']>(table: Table<N, C>): Fed<C> {
  const columns = Object.entries<ColumnShape>(table.columns)
    .filter(([, column]) => fed.includes(column.purpose))
    .map(([name, column]) => [name, Object.freeze({ ...column, purpose: 'attribute' })])
  // The same selection and change of purpose as the type makes.
  return Object.freeze(Object.fromEntries(columns)) as Fed<C>
}
