import type { Selection } from '../etl/index.ts'
import type { RejectReason } from '../log/index.ts'
import type { TaskClass } from '../model/index.ts'

/** What every verb takes. */
export interface Common {
  /** `--config`, as typed; null: config.ts beside run.ts, or in the working directory. */
  readonly config: string | null
  /** One JSON document on stdout, nothing else there. */
  readonly json: boolean
  /** Errors only. */
  readonly quiet: boolean
  /** `--log-level`; null: the configuration's. */
  readonly logLevel: string | null
}

/** `run`: steps in this order, whatever the order of the flags. */
export interface RunCommand extends Common {
  readonly verb: 'run'
  readonly deleteTables: boolean
  /** `--test_dimension_source`, also when nothing else is asked for. */
  readonly test: boolean
  readonly dimensions: boolean
  readonly facts: boolean
  readonly selection: Selection
  /** Canonical timestamp, UTC; null: the time of the start. */
  readonly executionTime: string | null
  readonly acceptShrink: boolean
  readonly fullRefresh: boolean
  readonly acceptDeletes: boolean
  /** `--dry-run`: load into a scratch copy and tell what would change. */
  readonly dryRun: boolean
  /** `--sample`: a dry run of every nth source row; null: of all. */
  readonly sample: number | null
  /** `--threads`: units that are loaded at once. */
  readonly threads: number
  /** `--ranges`: key ranges of one source that are loaded at once, at most; null: as many as gain. */
  readonly ranges: number | null
  /** `--lookup-memory` in bytes; null: the usual. */
  readonly lookupMemory: number | null
  /** `--yes`: what is asked on a terminal is answered yes. */
  readonly yes: boolean
}

/** `plan` and `apply`: definitions against the live tables. */
export interface ChangeCommand extends Common {
  readonly verb: 'plan' | 'apply'
  readonly selection: Selection
  /** `--allow-destructive`: rename, narrow and drop without asking. */
  readonly allowDestructive: boolean
}

export interface CheckCommand extends Common {
  readonly verb: 'check'
  /** `--warehouse`: the star's rows too, not the definitions alone. */
  readonly warehouse: boolean
  /** `--fix`: restore reserved members. */
  readonly fix: boolean
  readonly selection: Selection
}

export interface RejectsCommand extends Common {
  readonly verb: 'rejects'
  readonly action: 'ls' | 'show'
  /** `--run`; null: all (ls), the newest that has rejects (show). */
  readonly run: number | null
  readonly reason: RejectReason | null
  /** Rows that show tells at most. */
  readonly limit: number
  readonly selection: Selection
}

export interface StatusCommand extends Common {
  readonly verb: 'status'
}

export interface UnlockCommand extends Common {
  readonly verb: 'unlock'
  readonly unit: string
  /** `--yes`: take it from whoever has it without asking. */
  readonly yes: boolean
}

/** `work`: takes tasks of the queue until it is told to stop. */
export interface WorkCommand extends Common {
  readonly verb: 'work'
  /** Units that are loaded at once, of each class. */
  readonly concurrency: number
  /** Whose units it loads. */
  readonly classes: readonly TaskClass[]
  /** Milliseconds that units at work get to end, when it is told to stop. */
  readonly grace: number
  /** Where metrics and health are told; null: nowhere. */
  readonly metricsPort: number | null
}

/** `enqueue refresh` and `enqueue etl`. */
export interface EnqueueCommand extends Common {
  readonly verb: 'enqueue'
  /** null: a refresh. */
  readonly unit: string | null
  /** `--wait`: tell how it goes, and end as it ends. */
  readonly wait: boolean
  readonly dimensions: boolean
  readonly facts: boolean
  readonly deleteTables: boolean
  readonly selection: Selection
  readonly executionTime: string | null
  readonly acceptShrink: boolean
  readonly fullRefresh: boolean
  readonly acceptDeletes: boolean
  readonly lookupMemory: number | null
  readonly yes: boolean
}

export interface QueueCommand extends Common {
  readonly verb: 'queue'
  readonly action: 'status' | 'pause' | 'resume' | 'drain' | 'retry' | 'cancel'
  /** A run's number or a task's id, of retry and cancel. */
  readonly target: string | null
  /** `--wait`, of retry. */
  readonly wait: boolean
  /** `--yes`, of drain. */
  readonly yes: boolean
}

export interface ScheduleCommand extends Common {
  readonly verb: 'schedule'
  readonly action: 'ls' | 'sync' | 'pause' | 'resume' | 'trigger'
  /** The schedule; null: of ls and sync, which are about all. */
  readonly name: string | null
}

export interface HelpCommand {
  readonly verb: 'help'
  readonly text: string
}

/** What needs a configuration. */
export type WorkingCommand =
  | RunCommand
  | ChangeCommand
  | CheckCommand
  | RejectsCommand
  | StatusCommand
  | UnlockCommand
  | WorkCommand
  | EnqueueCommand
  | QueueCommand
  | ScheduleCommand

export type Command = WorkingCommand | HelpCommand
