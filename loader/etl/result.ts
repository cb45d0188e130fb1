import type { UnitOutcome } from '../load/index.ts'
import type { Run } from '../log/index.ts'

/** A unit that was not begun. */
export interface SkippedUnit {
  readonly unit: string
  readonly kind: 'dimension' | 'fact'
  readonly status: 'skipped'
  /** What it needs and did not get, by name; empty: the run was stopped before its turn. */
  readonly because: readonly string[]
}

export type UnitResult = UnitOutcome | SkippedUnit

/** How a run ended; its units in the order in which they were loaded. */
export interface RunResult {
  readonly run: Run
  readonly units: readonly UnitResult[]
  readonly milliseconds: number
  /** Why the run's end could not be written to etl_run, where it still counts as running. */
  readonly unrecorded?: unknown
}
