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
  misses: Record<string, RoleMisses>
}

/** KIMBALL.md, Screens. */
export type RejectReason =
  | 'null-key'
  | 'null-date'
  | 'empty-period'
  | 'future'
  | 'type'
  | 'duplicate'
  | 'missing-member'

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
