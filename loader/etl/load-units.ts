import type { LoadContext } from '../load/index.ts'
import { beginRun, finishRun, type Log, openLog, type Run, type RunStatus } from '../log/index.ts'
import type { UnitDefinition, WarehouseShape } from '../model/index.ts'
import type { Connections } from './connections.ts'
import type { Listener } from './events.ts'
import { inThreads } from './in-threads.ts'
import { loadOne } from './load-one.ts'
import type { Plan } from './plan.ts'
import type { RunResult, UnitResult } from './result.ts'
import { unitNamed } from './unit-graph.ts'

export interface LoadOptions {
  readonly warehouse: WarehouseShape
  readonly plan: Plan
  readonly connections: Connections
  /** Name and version of what loads, and the words it was started with; kept in etl_run. */
  readonly software: string
  readonly command: string
  /** Canonical timestamp; null: the run's start. */
  readonly executionTime: string | null
  readonly acceptShrink: boolean
  readonly fullRefresh?: boolean
  readonly acceptDeletes?: boolean
  /** Units that are loaded at once, each after what it needs; default 1. */
  readonly threads?: number
  /** `--ranges`: key ranges of one source that are loaded at once, at most; null, default: as many as gain, one where several units are loaded at once. */
  readonly ranges?: number | null
  /** Bytes for the lookups and the pairing of one unit; null, default: 256 MiB. */
  readonly lookupMemory?: number | null
  /** `--sample`: every nth source row alone, and no deletes, which need all of them; null, default: all rows. */
  readonly sample?: number | null
  readonly signal: AbortSignal
  readonly listener: Listener
}

/**
 * One run: loads the planned units in order, `threads` at once. A failed unit does not stop the others; what needs it is skipped. Throws only
 * what keeps the first unit from beginning; how units ended stands in the result.
 */
export async function loadUnits(options: LoadOptions): Promise<RunResult> {
  const { connections, listener, plan } = options
  const since = performance.now()
  const engine = await connections.warehouse()
  const log = await openLog(engine)
  const { software, command, executionTime } = options
  const run = await beginRun(log, { software, command, ...(executionTime === null ? {} : { executionTime }) })
  listener({ kind: 'run-started', run, units: plan.units.map((unit) => unit.name) })
  const { lookupMemory = null, threads = 1 } = options
  const ranges = options.ranges ?? (Math.min(threads, plan.units.length) > 1 ? 1 : null)
  const context: LoadContext = {
    warehouse: engine,
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
  let units: readonly UnitResult[]
  try {
    units = await inThreads(plan.units, threads, (node, before) =>
      loadOne(node, unitOf(options, node.name), before, context, listener),
    )
  } catch (error) {
    await close(log, run, 'failed', sentence(error))
    throw error
  }
  const unrecorded = await close(log, run, statusOf(units), null)
  const result = { run, units, milliseconds: performance.now() - since, ...(unrecorded === null ? {} : { unrecorded }) }
  listener({ kind: 'run-finished', result })
  return result
}

/** Of a sample no member can be missing. */
function unitOf({ warehouse, sample }: LoadOptions, name: string): UnitDefinition {
  const unit = unitNamed(warehouse, name)
  return unit.kind === 'dimension' && (sample ?? null) !== null ? { ...unit, deletes: 'ignore' } : unit
}

/** Writes the run's end; what keeps it from being written is told, not thrown, since the units' ends are known. */
async function close(
  log: Log,
  run: Run,
  status: Exclude<RunStatus, 'running'>,
  error: string | null,
): Promise<unknown> {
  try {
    await finishRun(log, run, status, error)
    return null
  } catch (unrecorded) {
    return unrecorded
  }
}

function statusOf(units: readonly UnitResult[]): Exclude<RunStatus, 'running'> {
  if (units.every((unit) => unit.status === 'done')) return 'done'
  const stopped = units.some(
    (unit) => unit.status === 'cancelled' || (unit.status === 'skipped' && unit.because.length === 0),
  )
  return stopped ? 'cancelled' : 'failed'
}

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
