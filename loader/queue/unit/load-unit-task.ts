import { TypelineError } from '../../errors/index.ts'
import { type EtlEvent, type Listener, loadContext, unitNamed } from '../../etl/index.ts'
import { loadUnit, type UnitOutcome } from '../../load/index.ts'
import type { Run } from '../../log/index.ts'
import type { TaskFlags } from '../task/payload.ts'
import { watchTask } from '../task/watch-task.ts'
import type { WorkerTools } from '../worker/worker-tools.ts'
import { type UnitEnd, unitEnd } from './unit-end.ts'

/** Longer than a loader waits for a unit that another holds. */
const surelyBegun = 3000

export interface UnitToLoad {
  readonly name: string
  readonly run: Run
  readonly flags: TaskFlags
  /** The tasks that may be cancelled: the unit's own, and its refresh's. */
  readonly tasks: readonly string[]
  readonly listener: Listener
}

/** Loads a unit within its limits; tells its beginning and end, but not that another has it. */
export async function loadUnitTask(
  { name, run, flags, tasks, listener }: UnitToLoad,
  tools: WorkerTools,
): Promise<{ readonly end: UnitEnd; readonly outcome: UnitOutcome }> {
  const { warehouse, broker, connections, log, leaving, ranges } = tools
  const unit = unitNamed(warehouse, name)
  using watch = watchTask(broker, tasks, name, run, warehouse.queue.timeLimit)
  using begun = tellBegun({ kind: 'unit-started', unit: name, unitKind: unit.kind }, listener)
  const signal = AbortSignal.any([leaving, watch.signal])
  const options = { warehouse, connections, ...flags, ranges, signal, listener: begun.listener }
  const outcome = await loadUnit(unit, loadContext(options, log, run))
  const stopped = watch.signal.aborted ? 'ended' : leaving.aborted ? 'leaving' : null
  const told = watch.signal.aborted && outcome.status === 'cancelled' ? endedBy(watch.signal.reason, outcome) : outcome
  const end = unitEnd(told, stopped)
  if (end.kind !== 'wait')
    begun.listener({ kind: end.kind === 'done' ? 'unit-finished' : 'unit-failed', outcome: told })
  return { end, outcome: told }
}

/** Who is cancelled was asked to end; whose time is up has failed. */
function endedBy(reason: unknown, outcome: UnitOutcome): UnitOutcome {
  const late = reason instanceof TypelineError && reason.code === 'time-limit'
  return { ...outcome, status: late ? 'failed' : 'cancelled', error: reason }
}

/** Tells the beginning before anything else, and by itself once the unit cannot be another's: one that is, is tried again and again. */
function tellBegun(event: EtlEvent, listener: Listener): { readonly listener: Listener } & Disposable {
  let told = false
  const tell = () => {
    if (!told) listener(event)
    told = true
  }
  const timer = setTimeout(tell, surelyBegun)
  return {
    listener(next) {
      tell()
      listener(next)
    },
    [Symbol.dispose]: () => clearTimeout(timer),
  }
}
