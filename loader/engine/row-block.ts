/**
 * Rows of a result as they came over the wire. A cell is made when somebody asks for it, the same as `Session.read` gives; what is never asked for costs nothing but its
 * bytes, which are not on V8's heap.
 */
export interface RowBlock {
  /** Rows; never more than `mostBlockRows`. */
  readonly length: number
  row(at: number): unknown[]
  cell(at: number, column: number): unknown
  /** Whether a cell came as the same bytes as one of another block, or both are NULL: the same value where both columns are of one type. */
  isSame(at: number, column: number, other: RowBlock, otherAt: number, otherColumn: number): boolean
  /** Who has it alone is done with it, and holds no rows any more: their room may be used for others. */
  release?(): void
  /** For whoever reads cells without making them; absent where they did not come as text. */
  readonly printed?: PrintedRows
}

/** Rows whose cells lie in bytes as the server printed them, in UTF-8. */
export interface PrintedRows {
  readonly bytes: Buffer
  /** By column. */
  readonly forms: readonly PrintedForm[]
  isNull(at: number, column: number): boolean
  /** Fills in where each cell of a row begins and ends, two numbers a column; -1 and -1 for NULL. Gives how many bytes they take, or more. */
  places(at: number, places: Int32Array): number
}

/** What `cell` gives for the bytes: the whole number of these digits · their text · something else, which they alone do not tell. */
export type PrintedForm = 'number' | 'text' | 'other'

export const mostBlockRows = 4096
