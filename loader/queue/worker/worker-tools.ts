import type { Connections, Listener } from '../../etl/index.ts'
import type { Log, Run } from '../../log/index.ts'
import type { WarehouseShape } from '../../model/index.ts'
import type { Broker } from '../broker.ts'

/** What the tasks of one worker share. */
export interface WorkerTools {
  readonly warehouse: WarehouseShape
  readonly broker: Broker
  readonly connections: Connections
  readonly log: Log
  /** Key ranges of one source that are loaded at once, at most: one where several units may be; null: as many as gain. */
  readonly ranges: number | null
  /** Name and version of what loads. */
  readonly software: string
  /** Hears of what this worker does for a run. */
  readonly listenTo: (run: Run) => Listener
  /** Hears of a run's beginning and end where this worker is the one who begins or ends it. */
  readonly announce: (run: Run) => Listener
  /** Aborted: what runs is stopped and given to other workers. */
  readonly leaving: AbortSignal
  readonly warn: (sentence: string) => void
  /** Hides passwords in what goes to Redis. */
  readonly hide: (text: string) => string
}
