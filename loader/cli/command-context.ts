import type { Logger } from 'pino'
import type { Reason } from '../etl/index.ts'
import type { WarehouseShape } from '../model/index.ts'
import type { Signals } from './signals.ts'
import type { Terminal } from './terminal.ts'

/** What a command works with. */
export interface CommandContext {
  readonly warehouse: WarehouseShape
  readonly terminal: Terminal
  readonly logger: Logger
  readonly signals: Signals
  /** The words after run.ts, for the run log. */
  readonly words: string
  /** Tells what an engine finds worth knowing. */
  readonly notice: (message: string) => void
  /** Hides passwords in what leaves by another way than terminal and log, which do that themselves. */
  readonly hide: (text: string) => string
  /** Where the log is, for messages. */
  readonly logPath: string
}

/** How a command ended. */
export interface CommandEnd {
  readonly reason: Reason
  /** What `--json` prints besides status and reason. */
  readonly document: Readonly<Record<string, unknown>>
}
