import type { Clock } from './clock.ts'

/** One take-over of a unit: whose rows are written. */
export interface UnitRunRef {
  readonly unit: string
  readonly number: number
  readonly runId: number
}

/** With what its rows need besides. */
export interface UnitRunWriter extends UnitRunRef {
  readonly clock: Clock
  /** The next reject's number within the take-over: counts up, gaps are fine. */
  nextReject(): number
}
