import type { ExtractedBatch } from './extracted-batch.ts'

/** Keeps every nth row of a source, the first among them, and every nth of those that fell out: counts stay in proportion. */
export function everyNth(n: number): (batch: ExtractedBatch) => ExtractedBatch {
  let rowsBefore = 0
  let rejectsBefore = 0
  return ({ rows, rejects, rejected, ...rest }) => {
    const kept = rows.filter((_, at) => (rowsBefore + at) % n === 0)
    const isKept = (_: unknown, at: number) => (rejectsBefore + at) % n === 0
    const sample = { rows: kept, rejects: rejects.filter(isKept), rejected: rejected.filter(isKept) }
    rowsBefore += rows.length
    rejectsBefore += rejects.length
    return { ...rest, ...sample, read: kept.length + sample.rejects.length }
  }
}
