import type { Columns } from './column.ts'
import type { Purpose } from './column-shape.ts'
import type { Refused } from './refused.ts'

/** The columns of a table with one of these purposes. */
export type ColumnsFor<C, P extends Purpose> = keyof {
  [N in keyof C as C[N] extends { readonly purpose: P } ? N : never]: 1
}

/** A table with a `key()` is a dimension's, any other a fact's; columns known only at run time may be either. */
export type TableKind<C> = string extends keyof C
  ? 'any'
  : [ColumnsFor<C, 'key'>] extends [never]
    ? 'fact'
    : 'dimension'

/** The columns as they are, but a sentence in the place of each that such a table cannot hold. */
export type Judged<C extends Columns> = {
  readonly [N in keyof C]: N extends number | `${bigint}`
    ? Refused<`a column cannot be named ${N}, JavaScript moves names of digits before the others`>
    : C[N]['purpose'] extends Misplaced[TableKind<C>]
      ? Refused<`${N & string} ${Why[C[N]['purpose']]}`>
      : C[N]
}

interface Misplaced {
  readonly any: never
  readonly dimension: 'measure' | 'degenerate'
  readonly fact: 'attribute' | 'natural' | 'history' | 'inferred'
}

type Why = Readonly<Record<Purpose, string>> & {
  readonly attribute: 'has no purpose here: in a fact say measure(…), degenerate(…) or reference(…), in a dimension give the table a key()'
  readonly natural: 'is a natural key, and a table with one needs a key()'
  readonly history: 'is a column of history(), and a table with that needs a key()'
  readonly inferred: 'is a column of inferred(), and a table with that needs a key()'
  readonly measure: 'is a measure, and a table with a key() is a dimension: say nothing around it, or leave the key() out'
  readonly degenerate: 'is degenerate, and a table with a key() is a dimension: say nothing around it, or leave the key() out'
}
