import type { Statement } from '../../engine/index.ts'

/** What must be true of every row that a load has written; a query that gives the rows of which it is not. */
export interface Invariant {
  /** Stable, kebab-case. */
  readonly code: string
  /** What is wrong with such rows: `two versions of one member overlap`. */
  readonly sentence: string
  readonly remedy: string
  /** Gives `shown` of each row that is wrong. */
  readonly query: Statement
  /** A table besides the unit's own that the query reads. */
  readonly needs?: string
  /** The query's columns; a masked one's value is hidden. */
  readonly shown: readonly { readonly name: string; readonly masked: boolean }[]
}

/** Rows of a unit's table that no load of ours can have left so. */
export interface InvariantFinding {
  readonly code: string
  readonly sentence: string
  readonly remedy: string
  readonly rows: number
  /** One of them, by column. */
  readonly example: Readonly<Record<string, unknown>>
}
