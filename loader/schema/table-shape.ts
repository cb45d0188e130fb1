import type { ColumnShape } from './column-shape.ts'

/** A warehouse table as the engine sees it at run time. */
export interface TableShape {
  readonly name: string
  /** In DDL order. */
  readonly columns: Readonly<Record<string, ColumnShape>>
  /** Of a fact: the columns that tell one row from another. Empty on a dimension. */
  readonly grain: readonly string[]
  /** Secondary indexes, by column names. */
  readonly indexes: readonly (readonly string[])[]
  /** Present when `...history()` is spread: what one version lasts at least. */
  readonly history?: 'microsecond' | 'day'
}
