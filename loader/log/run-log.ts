import type { Session } from '../engine/index.ts'
import type { RejectedRow, UnitCounts, UnitNotes } from './counts.ts'

export type UnitStatus = 'running' | 'done' | 'failed' | 'fenced' | 'cancelled' | 'skipped'
export type RunStatus = 'running' | 'done' | 'failed' | 'cancelled'

/** One start of the loader; its id fills inserted_run and updated_run. */
export interface Run {
  readonly id: number
  /** `--execution-time` or now: one instant for the whole run, canonical timestamp (UTC, microseconds). */
  readonly executionTime: string
}

/** The proof that a batch or a unit is in; written in the transaction that it proves. */
export type Marker =
  | {
      readonly kind: 'batch'
      readonly batch: number
      readonly rows: number
      readonly counts: UnitCounts
      readonly rejects: readonly RejectedRow[]
    }
  | {
      readonly kind: 'unit'
      readonly counts: UnitCounts
      readonly notes: UnitNotes
      readonly rejects: readonly RejectedRow[]
    }

/** The unit run before this one, as recovery needs it. */
export interface FormerUnitRun {
  readonly runId: number
  readonly number: number
  readonly status: UnitStatus
}

/**
 * The right to write one unit, held by this process: a session lock for liveness, a token for safety (ARCHITECTURE.md, Exactly once 1–3).
 * Disposing frees the session lock.
 */
export interface UnitOwner extends AsyncDisposable {
  readonly unit: string
  /** Lane 0's token right after the take-over: the n of `<table>__<n>`, unchanged until the next take-over. */
  readonly number: number
  readonly former: FormerUnitRun | null
  /**
   * One fenced transaction of lane 0 on this session: token first, then work, then the marker, then COMMIT. Transient conflicts (deadlock,
   * lock time-out, DuckDB conflict) roll back and call work again, at most 5 times; an unknown COMMIT is settled by lock, new token, marker.
   * Throws LoadError 'fenced' when another has taken over.
   */
  commit<T>(session: Session, marker: Marker | null, work: () => Promise<T>): Promise<T>
  /** After the rollback: the unit's outcome and the first 1000 rejects of what was lost (kept = false), in a transaction of its own. */
  fail(
    session: Session,
    status: 'failed' | 'fenced' | 'cancelled',
    error: unknown,
    lost: readonly RejectedRow[],
    counts: UnitCounts,
  ): Promise<void>
}

/** A dimension's row of etl_key, locked in the running transaction. */
export interface KeyBlock {
  readonly first: number
  readonly count: number
}
