import type { LoadContext } from '../load/index.ts'
import type { Log, Run } from '../log/index.ts'
import type { WarehouseShape } from '../model/index.ts'
import type { Connections } from './connections.ts'
import type { Listener } from './events.ts'

/** What the loads of a run have in common. */
export interface ContextOptions {
  readonly warehouse: WarehouseShape
  readonly connections: Connections
  readonly acceptShrink: boolean
  readonly fullRefresh?: boolean
  readonly acceptDeletes?: boolean
  /** `--ranges`: key ranges of one source that are loaded at once, at most; null, default: as many as gain, one where several units are loaded at once. */
  readonly ranges?: number | null
  /** Bytes for the lookups and the pairing of one unit; null, default: 256 MiB. */
  readonly lookupMemory?: number | null
  /** `--sample`: every nth source row alone, and no deletes, which need all of them; null, default: all rows. */
  readonly sample?: number | null
  readonly signal: AbortSignal
  readonly listener: Listener
}

export function loadContext(options: ContextOptions, log: Log, run: Run): LoadContext {
  const { connections, listener, lookupMemory = null, ranges = null } = options
  return {
    warehouse: log.engine,
    source: (name) => connections.source(name),
    signal: options.signal,
    log,
    run,
    progress: (progress) => listener({ kind: 'unit-progress', progress }),
    acceptShrink: options.acceptShrink,
    fullRefresh: options.fullRefresh ?? false,
    acceptDeletes: options.acceptDeletes ?? false,
    rejects: options.warehouse.rejects,
    sample: options.sample ?? undefined,
    facts: options.warehouse.facts.units,
    ...(ranges === null ? {} : { ranges }),
    ...(lookupMemory === null ? {} : { lookupMemory }),
  }
}
