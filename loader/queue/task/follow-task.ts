import type { Listener, RunResult } from '../../etl/index.ts'
import type { Broker } from '../broker.ts'
import { absentWorkers } from '../desk/absent-workers.ts'
import { putOffTasks } from '../desk/put-off-tasks.ts'
import { type EventReader, readEvents } from './task-events.ts'
import { type TaskState, taskState } from './task-state.ts'

export interface FollowOptions {
  readonly signal: AbortSignal
  /** Hears of the task's run as if it were loaded here. */
  readonly listener: Listener
  /** Told what keeps the task from going on, once for each. */
  readonly notice: (sentence: string) => void
}

/** How a task ended: its state, and its run's result where it came that far. */
export interface TaskEnd {
  readonly state: Exclude<TaskState, { state: 'waiting' | 'active' | 'delayed' }>
  readonly result: RunResult | null
}

/** Milliseconds between two looks at what keeps the task waiting. */
const lookEvery = 5000

/** Follows a task to its end, from its first event on, through Redis alone. Aborting stops the following at once, not the task. */
export async function followTask(broker: Broker, id: string, options: FollowOptions): Promise<TaskEnd> {
  const { signal } = options
  await using events = await readEvents(broker.redis, broker.warehouse.queue.name, id, 'first')
  const stopped = Promise.withResolvers<never>()
  const stop = () => stopped.reject(signal.reason)
  signal.addEventListener('abort', stop, { once: true })
  if (signal.aborted) stop()
  try {
    // Where Redis is away, what is asked of it is answered when it is back.
    return await Promise.race([stopped.promise, follow(broker, id, events, options)])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

async function follow(
  broker: Broker,
  id: string,
  events: EventReader,
  { signal, listener, notice }: FollowOptions,
): Promise<TaskEnd> {
  let result: RunResult | null = null
  const hear = async (milliseconds: number) => {
    for (const event of await events.next(milliseconds)) {
      if (event.kind === 'run-finished') result = event.result
      listener(event)
    }
  }
  const told = new Set<string>()
  for (let looked = Number.NEGATIVE_INFINITY; ; ) {
    signal.throwIfAborted()
    // Once the run has ended, its task is about to.
    await hear(result === null ? 500 : 20)
    const state = await taskState(broker, id)
    if (state.state === 'done' || state.state === 'failed' || state.state === 'unknown') {
      await hear(1)
      return { state, result }
    }
    if (performance.now() - looked < lookEvery) continue
    looked = performance.now()
    for (const sentence of [...(await absentWorkers(broker)), ...(await putOffTasks(broker, id))]) {
      if (!told.has(sentence)) notice(sentence)
      told.add(sentence)
    }
  }
}
