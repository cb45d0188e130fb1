import type { ColumnShape } from '../schema/index.ts'

/** How a value becomes a cell of a column in SQL alone. */
export interface Lossless {
  /** Of the column's type, where `when` is true. */
  readonly value: string
  /** Whether the value, if it is not NULL, becomes what conform makes of it; true for all: null. */
  readonly when: string | null
}

/** What a dialect adds where the engine's joins are faster than rows travel (Capabilities.joinsFasterThanRows). Pure text. */
export interface SetBased {
  /**
   * The conversion of an expression of this type (the database's own word) into a column without rules that change values (`folded` …); null where SQL cannot be
   * trusted to do what conform does.
   */
  lossless(type: string, column: ColumnShape, expression: string): Lossless | null
  /** The expression by which rows of a table that `Session.stage` has made lie in the order of their query. */
  readonly stagedOrder: string
}
