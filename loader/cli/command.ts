import type { Selection } from '../etl/index.ts'
import type { RejectReason } from '../log/index.ts'

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

export interface HelpCommand {
  readonly verb: 'help'
  readonly text: string
}

/** What needs a configuration. */
export type WorkingCommand = RunCommand | ChangeCommand | CheckCommand | RejectsCommand | StatusCommand | UnlockCommand

export type Command = WorkingCommand | HelpCommand
