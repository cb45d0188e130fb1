import type { ResultColumn } from '../engine/index.ts'
import type { RejectedRow, UnitCounts, UnitNotes } from '../log/index.ts'
import { noCounts } from './unit-counts.ts'

/** What is known of a unit's load so far: its outcome when it fails half way. */
export interface LoadState {
  counts: UnitCounts
  readonly notes: UnitNotes
  /** Rejects that no marker has stored yet. */
  rejects: readonly RejectedRow[]
  warned: boolean
  /** The columns of its source's query, as the database told them before the load; null: it has none. */
  described: readonly ResultColumn[] | null
}

export function newState(): LoadState {
  return { counts: noCounts(), notes: { spliced: 0, misses: {} }, rejects: [], warned: false, described: null }
}
