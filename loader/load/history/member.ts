import type { Cells } from '../../schema/index.ts'

/** A conformed source row of one member. Texts are canonical; see `source-time.ts` for how source columns become `from` and `to`. */
export interface SourceRow {
  /** effectiveFrom as a canonical timestamp; null where it is NULL or not declared. */
  readonly from: string | null
  /** effectiveTo as a canonical timestamp, exclusive (`exclusiveEnd`); null: the open end, also where it is not declared. */
  readonly to: string | null
  /** The values of the `order` columns, in the order of `HistoryRules.order`; a file's line number is the last of them. */
  readonly order: Cells
  /** The attributes, in the order of `HistoryRules.attributes`. */
  readonly values: Cells
  /** Where the row stood in the source, to find the raw row again. */
  readonly row: number
}

/** A stretch of a member's life: half-open, in the text of the table's history columns (timestamps, or dates with `history('day')`). */
interface Version {
  readonly from: string
  readonly to: string
  /** 1, 2, 3 in time order. */
  readonly version: number
  readonly values: Cells
  /** Made by a lookup, and not yet filled by a row of its own. */
  readonly inferred: boolean
}

/** A version that stands in the warehouse. K: its surrogate key, `number` or (bigint) text. Without history: `from` and `to` are the bounds. */
export interface StoredVersion<K extends number | string = number | string> extends Version {
  readonly key: K
}

/** A version to insert; its surrogate key is allotted later. */
export interface PlannedVersion extends Version {
  /** `SourceRow.row` of the row that made it. */
  readonly row: number
}

/** Why a row may not enter; `message` is a sentence for etl_reject. */
export interface Rejection {
  readonly reason: 'null-date' | 'empty-period' | 'future' | 'type' | 'duplicate'
  readonly message: string
}

/** What became of a source row: its strongest effect (KIMBALL.md, Counts). */
export type Effect = 'new' | 'version' | 'overwritten' | 'unchanged' | 'duplicate' | 'superseded'
export type Outcome = Effect | Rejection

/** What the rows of one member do to it. */
export interface MemberChanges<K extends number | string = number | string> {
  /** In time order. */
  readonly inserts: readonly PlannedVersion[]
  /** Stored versions whose period, number or values are no longer the stored ones: whole, under their keys. */
  readonly updates: readonly StoredVersion<K>[]
  /** One for each row, in the order in which the rows were given. */
  readonly outcomes: readonly Outcome[]
  /** Late versions put between or before others; they stand among the inserts. */
  readonly spliced: number
  /** A member that a delete had closed has a version again. */
  readonly reopened: boolean
  /** An inferred member was filled by its first row. */
  readonly filled: boolean
}
