import type { Cells } from '../schema/index.ts'

/** Rows as the lines that a server's bulk load reads: made once, sent as often as it takes, and a third of what cells take in memory. */
export interface PackedRows {
  readonly rows: number
  readonly bytes: Buffer
  /** Bytes of the largest row. */
  readonly largest: number
}

/** A batch of a bulk load: conformed cells in the target's column order, or what `Dialect.packer` has made of them. */
export type LoadBatch = readonly Cells[] | PackedRows

export type Packer = (rows: readonly Cells[]) => LoadBatch

export function isPacked(batch: LoadBatch): batch is PackedRows {
  return 'bytes' in batch
}

export function rowsOf(batch: LoadBatch): number {
  return isPacked(batch) ? batch.rows : batch.length
}
