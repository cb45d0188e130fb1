import { beginHeldRun, endDeadRuns, finishRun, type Log, openLog, type Run, type RunStatus } from '../log/index.ts'
import type { UnitDefinition } from '../model/index.ts'
import { inThreads } from './in-threads.ts'
import { type ContextOptions, loadContext } from './load-context.ts'
import { loadOne } from './load-one.ts'
import type { Plan } from './plan.ts'
import type { RunResult, UnitResult } from './result.ts'
import { runStatus } from './run-status.ts'
import { unitNamed } from './unit-graph.ts'

export interface LoadOptions extends ContextOptions {
  readonly plan: Plan
  /** Name and version of what loads, and the words it was started with; kept in etl_run. */
  readonly software: string
  readonly command: string
  /** Canonical timestamp; null: the run's start. */
  readonly executionTime: string | null
  /** Units that are loaded at once, each after what it needs; default 1. */
  readonly threads?: number
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
  const begun = await beginHeldRun(log, { software, command, ...(executionTime === null ? {} : { executionTime }) })
  await using _held = begun.lock
  const { run } = begun
  await endDeadRuns(log, run)
  listener({ kind: 'run-started', run, units: plan.units.map((unit) => unit.name) })
  const { threads = 1 } = options
  const ranges = options.ranges ?? (Math.min(threads, plan.units.length) > 1 ? 1 : null)
  const context = loadContext({ ...options, ranges }, log, run)
  let units: readonly UnitResult[]
  try {
    units = await inThreads(plan.units, threads, (node, before) =>
      loadOne(node, unitOf(options, node.name), before, context, listener),
    )
  } catch (error) {
    await close(log, run, 'failed', sentence(error))
    throw error
  }
  const unrecorded = await close(log, run, runStatus(units), null)
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

function sentence(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
