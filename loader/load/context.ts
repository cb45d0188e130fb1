import type { Engine } from '../engine/index.ts'
import type { Log, Run, UnitCounts, UnitNotes } from '../log/index.ts'
import type { FactShape, RejectLimits } from '../model/index.ts'

/** How far a unit is; told while it runs, at most once a batch of the reader. */
export interface Progress {
  readonly unit: string
  readonly phase: 'reading' | 'publishing'
  /** Source rows read so far. */
  readonly read: number
  /** Rows on their way into the warehouse so far. */
  readonly sent: number
}

/** What a unit's definition is proved against; nothing is written. */
export interface PrepareContext {
  readonly warehouse: Engine
  /** The source's database, opened once a run by its name in config. */
  source(name: string): Promise<Engine>
  readonly signal: AbortSignal
  /** The live table is dropped before the load, so it need not fit. */
  readonly tableGoes?: boolean
  /** `--full-refresh`: read what goes by windows from the beginning, facts into a new table. Default: false. */
  readonly fullRefresh?: boolean
}

/** What a unit's load is given: where to write, where to read, and how to be stopped. */
export interface LoadContext extends PrepareContext {
  /** The run log in the warehouse. */
  readonly log: Log
  readonly run: Run
  progress(event: Progress): void
  /** `--accept-shrink`: publish a rebuilt fact however few rows it has. */
  readonly acceptShrink: boolean
  /** `--accept-deletes`: close however many members are gone from a dimension's source; default false. */
  readonly acceptDeletes?: boolean
  /** The warehouse's limits, for units without their own. */
  readonly rejects: RejectLimits
  /** The warehouse's facts: a dimension's load warns of those whose rows of before it may make wrong. Default: none. */
  readonly facts?: readonly FactShape[]
  /** `--sample`: every nth row of each source alone; into a scratch warehouse. Default: all. */
  readonly sample?: number | undefined
  /** All rows travel through the loader, though the warehouse's engine could load them itself; tests compare. Default: false. */
  readonly byRows?: boolean
  /** Values are made of all rows of a fact, though the bytes of most would do; tests compare. Default: false. */
  readonly byValues?: boolean
  /** Source rows of a fact that commit together; default: the engine's `rowsPerLoad`. */
  readonly batchRows?: number
  /** `--ranges`: key ranges of one source that are read and loaded at once, at most; default: by what server and cores gain (`rangesAtOnce`). */
  readonly ranges?: number
  /** `--lookup-memory`: bytes for a unit's lookups and pairing; default 256 MiB. What does not fit is looked up and paired in the warehouse. */
  readonly lookupMemory?: number
}

/** How a unit ended. Never thrown: a failed unit is an outcome, so that others go on. */
export interface UnitOutcome {
  readonly unit: string
  readonly kind: 'dimension' | 'fact'
  readonly status: 'done' | 'failed' | 'fenced' | 'cancelled'
  readonly counts: UnitCounts
  readonly notes: UnitNotes
  /** Done, but rejected more than `rejects.warn` of the rows read (exit status 3). */
  readonly warned: boolean
  /** Why it is not done; a TypelineError, or what a bug of ours threw. `code` 'locked': another run holds the unit. */
  readonly error?: unknown
  /** Why the end of a unit that is not done could not be written to etl_unit_run, where it still counts as running. */
  readonly unrecorded?: unknown
  /** Wall time in milliseconds. */
  readonly milliseconds: number
}
