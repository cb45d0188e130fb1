import type { RejectedRow, UnitCounts, UnitNotes } from '../log/index.ts'
import { noCounts } from './unit-counts.ts'

/** What is known of a unit's load so far: its outcome when it fails half way. */
export interface LoadState {
  counts: UnitCounts
  readonly notes: UnitNotes
  /** Rejects that no marker has stored yet. */
  rejects: readonly RejectedRow[]
  warned: boolean
}

export function newState(): LoadState {
  return { counts: noCounts(), notes: { spliced: 0, misses: {} }, rejects: [], warned: false }
}
