/** What became of the source rows: each counts once, by its strongest effect; `read` is the sum of the others (asserted). KIMBALL.md, Counts. */
export interface UnitCounts {
  read: number
  /** Rows that made a new member, or (fact) a new row. */
  new: number
  version: number
  overwritten: number
  unchanged: number
  duplicate: number
  superseded: number
  rejected: number
}

/** How a role's lookups ended, beside the counts. */
export interface RoleMisses {
  /** Members or versions not found, whatever the answer was. */
  missing: number
  notApplicable: number
  error: number
  /** Found by the first version although the time lies before it. */
  beforeFirst: number
}

/** Told beside the counts. */
export interface UnitNotes {
  /** Late versions put between or before others. */
  spliced: number
  /** Members gone from the source whose version was ended; this and the following are there where they are not 0. */
  closed?: number
  /** Closed members that were there again; their new versions count as versions. */
  reopened?: number
  /** Inferred members that their own rows filled; counted as overwritten. */
  filled?: number
  /** Members made by lookups before their own rows arrived. */
  inferred?: number
  /** Fact → members whose versions began or moved before what was read of that fact, so that its rows may point to another; absent: none. */
  behind?: Readonly<Record<string, number>>
  /** It went on from the batches of an interrupted load; absent: it did not. */
  resumed?: ResumedLoad
  /** Why it could not, though there were such batches. */
  anew?: string
  /** It was read and loaded by ranges of its source's key; absent: in one. */
  ranges?: { readonly count: number; readonly atOnce: number }
  /** What the memory for lookups did not hold; absent: it held all. */
  overMemory?: OverMemory
  misses: Record<string, RoleMisses>
}

/** Work that was done in the warehouse, since it needs more than `--lookup-memory`. */
export interface OverMemory {
  /** Dimensions that were looked up, or paired, there. */
  readonly dimensions: readonly string[]
  /** Estimated memory with which it would have been done in the process. */
  readonly bytes: number
}

/** Of whom the first rows of a load are. */
export interface ResumedLoad {
  /** The run that began it, whose id its rows bear. */
  readonly run: number
  /** Source rows that were not read again. */
  readonly read: number
  /** The key of the source after which it was gone on; null: all had been read. */
  readonly after: string | null
}

/** KIMBALL.md, Screens. */
export const rejectReasons = [
  'null-key',
  'null-date',
  'empty-period',
  'future',
  'type',
  'duplicate',
  'missing-member',
] as const

export type RejectReason = (typeof rejectReasons)[number]

/** A row that goes to etl_reject; masked columns are hidden already. */
export interface RejectedRow {
  readonly reason: RejectReason
  /** The natural key or grain, readable; null where it is what is wrong. */
  readonly key: string | null
  /** The row as JSON, by source column. */
  readonly row: string
  /** A sentence: column, value (unless masked), what it should be. */
  readonly message: string
}

/** A unit's counts and their columns in etl_unit_run and etl_batch, in order. */
export const countColumns: readonly (readonly [keyof UnitCounts, string])[] = [
  ['read', 'rows_read'],
  ['new', 'rows_new'],
  ['version', 'versions'],
  ['overwritten', 'overwritten'],
  ['unchanged', 'unchanged'],
  ['duplicate', 'duplicates'],
  ['superseded', 'superseded'],
  ['rejected', 'rejected'],
]

/** Counts by their columns; throws (a bug of ours) when `read` is not the sum of the others. */
export function countsByColumn(counts: UnitCounts): Record<string, number> {
  const { read, ...effects } = counts
  const sum = Object.values(effects).reduce((left, right) => left + right, 0)
  if (read !== sum)
    throw new Error(`Counts do not add up: ${read} rows read, ${sum} accounted for (${JSON.stringify(counts)}).`)
  return Object.fromEntries(countColumns.map(([name, column]) => [column, counts[name]]))
}
