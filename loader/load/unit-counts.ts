import type { UnitCounts } from '../log/index.ts'

export function noCounts(): UnitCounts {
  return { read: 0, new: 0, version: 0, overwritten: 0, unchanged: 0, duplicate: 0, superseded: 0, rejected: 0 }
}

/** Throws (a bug of ours) when the rows read are not all accounted for. */
export function assertSum(unit: string, counts: UnitCounts): void {
  const { read, ...effects } = counts
  const sum = Object.values(effects).reduce((left, right) => left + right, 0)
  if (sum !== read) throw new Error(`${unit}: ${read} rows read, ${sum} accounted for (${JSON.stringify(counts)}).`)
}
