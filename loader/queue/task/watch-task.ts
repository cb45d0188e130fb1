import { LoadError } from '../../errors/index.ts'
import type { Run } from '../../log/index.ts'
import type { Broker } from '../broker.ts'
import { isCancelled } from './cancelling.ts'

const lookEvery = 1000

export interface Watch extends Disposable {
  /** Aborted with a LoadError 'cancelled' or 'time-limit' when the task is to end. */
  readonly signal: AbortSignal
  /** Looks now, besides every second. */
  look(): Promise<void>
}

/** Watches whether somebody cancels one of the tasks `tasks`, and the time. `unit` is what is to end, null: the run; `limit`: seconds, null for none. */
export function watchTask(
  { redis, warehouse }: Broker,
  tasks: readonly string[],
  unit: string | null,
  run: Run,
  limit: number | null,
): Watch {
  const what = unit === null ? `Run ${run.id}` : `${unit} of run ${run.id}`
  const controller = new AbortController()
  const late = () =>
    controller.abort(
      new LoadError(
        'time-limit',
        `${what} took longer than the ${limit} seconds of queue.timeLimit, and was stopped. Raise the limit in config.ts, or see why it is slow: the log of its worker tells.`,
      ),
    )
  const look = async () => {
    // Redis may be away for a while; the next look asks again.
    const asked = await isCancelled(redis, warehouse.queue.name, tasks).catch(() => false)
    if (asked) controller.abort(cancelledError(what, run))
  }
  const timers = [setInterval(() => void look(), lookEvery)]
  // Node's timers hold 24 days; what takes longer has no limit to speak of.
  if (limit !== null && limit < 2_000_000) timers.push(setTimeout(late, limit * 1000))
  return {
    signal: controller.signal,
    look,
    [Symbol.dispose]: () => {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}

export function cancelledError(what: string, run: Run): LoadError {
  return new LoadError('cancelled', `${what} was cancelled by queue cancel. To go on: run.ts queue retry ${run.id}`)
}
