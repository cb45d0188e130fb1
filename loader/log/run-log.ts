import type { Abortable, Session } from '../engine/index.ts'
import type { RejectedRow, UnitCounts, UnitNotes } from './counts.ts'
import type { Interrupted } from './interrupted.ts'
import type { KeptMiss } from './misses.ts'

/**
 * 'publishing': all is loaded and the swap follows, on an engine whose DDL takes no part in transactions; whoever finds a unit so looks at the
 * names of its tables to see whether it happened.
 */
export type UnitStatus = 'running' | 'publishing' | 'done' | 'failed' | 'fenced' | 'cancelled' | 'skipped'
export type RunStatus = 'running' | 'done' | 'failed' | 'cancelled'

/** One start of the loader; its id fills inserted_run and updated_run. */
export interface Run {
  readonly id: number
  /** `--execution-time` or now: one instant for the whole run, canonical timestamp (UTC, microseconds). */
  readonly executionTime: string
}

/** The unit that a take-over is for. */
export interface UnitToTake {
  /** Unique in the warehouse, dimensions and facts together. */
  readonly name: string
  readonly kind: 'dimension' | 'fact'
  readonly definition: { readonly hash: string; readonly text: string }
}

/** The proof that a batch or a unit is in; written in the transaction that it proves. */
export type Marker =
  | {
      readonly kind: 'batch'
      /** Numbers the batches of one take-over; each is used once. */
      readonly batch: number
      readonly rows: number
      readonly counts: UnitCounts
      readonly rejects: readonly RejectedRow[]
      /** How another owner goes on after it (`Interrupted.resumes`); absent: not at all. */
      readonly resume?: string
      /** Of its rows; they count once the unit is published. */
      readonly misses?: readonly KeptMiss[]
    }
  | {
      /** 'publishing' before a swap that is no part of a transaction, then 'published' after it; 'unit' where one transaction does both. */
      readonly kind: 'unit' | 'publishing'
      readonly counts: UnitCounts
      readonly notes: UnitNotes
      /** Where they are too many for memory, what reads them, from the beginning each time that it is asked. */
      readonly rejects: readonly RejectedRow[] | AsyncIterable<readonly RejectedRow[]>
      /** The unit's new watermark, which becomes valid with 'unit' or 'published'; absent: it stays. */
      readonly readTo?: string
    }
  | { readonly kind: 'published' }

/** The unit run before this one, as recovery needs it; one still 'publishing' comes before any later one. */
export interface FormerUnitRun {
  readonly runId: number
  readonly number: number
  readonly status: UnitStatus
}

/** A part of a unit that writes by itself: a row of etl_lock with its own token, a session, transactions one after another. Disposing closes the session. */
export interface WritingLane extends AsyncDisposable {
  readonly unit: string
  /**
   * The lane's writing session, opened at first use and again after its connection broke (which each call looks into); its id stands in etl_lock,
   * so that the next owner can end it. For reads and DDL between commits; not to be kept across a commit, nor disposed.
   */
  session(options?: Abortable): Promise<Session>
  /**
   * One fenced transaction of the lane: token first, then work, then the marker, then COMMIT; gives what work gave. A marker that depends on what
   * work found is a function of its result.
   *
   * Conflicts (deadlock, lock time-out, DuckDB's conflict) and a broken connection roll back and call work again, on a new session if need be, at
   * most 5 times in all; an unknown COMMIT is settled by lock, new token, marker. Commits of one lane wait for each other.
   * Throws LoadError 'fenced' when another has taken over.
   */
  commit<T>(marker: Marker | null | ((result: T) => Marker), work: (session: Session) => Promise<T>): Promise<T>
}

/**
 * The right to write one unit, held by this process: a session lock for liveness, a token for safety (ARCHITECTURE.md, Exactly once 1–3). It is itself
 * lane 0. Disposing frees the session lock and closes the writing session.
 */
export interface UnitOwner extends WritingLane {
  /** Lane 0's token right after the take-over: the n of `<table>__<n>`, unchanged until the next take-over. */
  readonly number: number
  readonly former: FormerUnitRun | null
  /** Lanes 1 to `count`, beside lane 0, each for one caller, who disposes it before the owner ends. Fenced. */
  lanes(count: number): Promise<readonly WritingLane[]>
  /** Makes the batches, rejects and misses of an interrupted load this owner's own; their tables bear its number already. Fenced. */
  adopt(load: Interrupted): Promise<void>
  /** Gives up what interrupted loads of the unit have left: nobody goes on from it any more. Before their tables are dropped. Fenced. */
  giveUp(): Promise<void>
  /** Ends a former unit run that was 'publishing': its swap was found done ('done') or not ('failed'). Fenced. */
  settleFormer(swapped: boolean): Promise<void>
  /**
   * After the rollback: the unit's outcome and the first 1000 rejects of what was lost (kept = false), in a transaction and on a connection of its
   * own. A unit whose marker is in stays done. Throws DatabaseError when the warehouse cannot be reached.
   */
  fail(
    status: 'failed' | 'fenced' | 'cancelled',
    error: unknown,
    lost: readonly RejectedRow[],
    counts: UnitCounts,
  ): Promise<void>
}

/** Surrogate keys `first` to `first + count - 1`, this caller's alone. */
export interface KeyBlock {
  readonly first: number
  readonly count: number
}
