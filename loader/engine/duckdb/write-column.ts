import bindings, { type Vector } from '@duckdb/node-bindings'
import type { Cell, Cells } from '../../schema/index.ts'

/** Rows of one chunk, 2048. */
export const chunkRows: number = bindings.vector_size()

/** Takes the cells of a column, chunk by chunk. */
export interface CellWriter {
  /** Puts one cell, not NULL, at its row; false when it is not the canonical form of its column. */
  put(row: number, cell: Exclude<Cell, null>): boolean
  /** Writes what was put into the first `rows` rows of the vector. */
  flush(vector: Vector, rows: number): void
}

/** Writes one column of `count` rows from `from` on. Returns the row whose cell is not canonical, or -1. */
export function writeColumn(
  writer: CellWriter,
  vector: Vector,
  rows: readonly Cells[],
  from: number,
  count: number,
  column: number,
): number {
  let valid: Uint8Array<ArrayBuffer> | null = null
  for (let row = 0; row < count; row += 1) {
    const cell = (rows[from + row] as Cells)[column]
    if (cell === null) {
      valid ??= new Uint8Array(chunkRows / 8).fill(255)
      valid[row >> 3] = (valid[row >> 3] as number) & ~(1 << (row & 7))
    } else if (cell === undefined || !writer.put(row, cell)) {
      return from + row
    }
  }
  writer.flush(vector, count)
  if (valid !== null) {
    bindings.vector_ensure_validity_writable(vector)
    bindings.copy_data_to_vector_validity(vector, 0, valid.buffer, 0, Math.ceil(count / 64) * 8)
  }
  return -1
}
