import bindings, { type DataChunk } from '@duckdb/node-bindings'

/**
 * One column of a result chunk as DuckDB's own memory, to be read before the chunk goes. The driver's vector classes make an object for
 * each value and drop a byte order mark at the beginning of a text, so values are read from the bytes.
 */
export interface ResultMemory {
  readonly bytes: Uint8Array
  readonly rows: number
  /** One bit a row, set where there is a value; null: the column has no NULL. */
  readonly valid: Uint8Array | null
}

/** The memory of a column whose values are `width` bytes wide. */
export function resultMemory(chunk: DataChunk, column: number, rows: number, width: number): ResultMemory {
  const vector = bindings.data_chunk_get_vector(chunk, column)
  const bytes = bindings.vector_get_data(vector, rows * width)
  // Typed as bytes always, but it is null where no value is NULL.
  const valid = bindings.vector_get_validity(vector, Math.ceil(rows / 64) * 8) as Uint8Array | null
  return { bytes, rows, valid }
}

export function isNull(valid: Uint8Array | null, row: number): boolean {
  return valid !== null && ((valid[row >> 3] as number) & (1 << (row & 7))) === 0
}
