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
}

export const mostBlockRows = 4096
