/** The column types; canonical texts stand in `loader/load/conform`, DDL in each engine's `column-types.ts`. */
export type Kind =
  | 'boolean'
  | 'integer'
  | 'bigint'
  | 'decimal'
  | 'double'
  | 'varchar'
  | 'text'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'json'
  | 'binary'

/** What a column is for; it decides who fills it. */
export type Purpose =
  | 'key'
  | 'natural'
  | 'attribute'
  | 'history'
  | 'audit'
  | 'inferred'
  | 'reference'
  | 'measure'
  | 'degenerate'

/** A column as the engine sees it at run time: plain, frozen, without type parameters. */
export interface ColumnShape {
  readonly kind: Kind
  readonly nullable: boolean
  /** Columns of a source have no purpose of their own: 'attribute'. */
  readonly purpose: Purpose
  /** Characters of a varchar, bytes of a binary. */
  readonly length?: number
  readonly precision?: number
  readonly scale?: number
  /** decimal: digits beyond the scale are rounded half away from zero instead of rejected. */
  readonly round?: boolean
  /** date, timestamp: `0000-00-00` and dates with a zero part become NULL instead of rejected. */
  readonly zeroDate?: 'null'
  readonly folded?: boolean
  readonly trimmed?: boolean
  /** Hidden before a row is stored in etl_reject. */
  readonly masked?: boolean
  /** What the column was called before: `plan` sees a rename instead of a column more and one less. */
  readonly renamedFrom?: string
  /** A reference column's table. */
  readonly references?: TableShape
}

/** A column with its name: what DDL, conform and bulk load are given, in order. */
export interface NamedColumn {
  readonly name: string
  readonly column: ColumnShape
}

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
