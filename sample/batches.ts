import type { Cells } from '../loader/schema/index.ts'

export function* batches(rows: Iterable<Cells>, size = 4096): Generator<readonly Cells[]> {
  let batch: Cells[] = []
  for (const row of rows) {
    batch.push(row)
    if (batch.length === size) {
      yield batch
      batch = []
    }
  }
  if (batch.length > 0) yield batch
}
