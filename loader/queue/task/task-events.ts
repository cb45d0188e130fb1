import type { Redis } from 'ioredis'
import type { EtlEvent, Listener } from '../../etl/index.ts'
import type { WorkerTools } from '../worker/worker-tools.ts'
import { eventOf, eventText } from './event-text.ts'

/** Seconds for which a task's events are kept after the last one. */
const kept = 7 * 86_400
/** Events of one task; the oldest go first. */
const most = 20_000
/** Milliseconds between two that tell how far a unit is. */
const progressEvery = 250

export interface EventWriter {
  readonly listener: Listener
  /** When all that was told has arrived in Redis. */
  arrived(): Promise<void>
}

/** Tells a task's events in Redis, in order, to whoever waits for it. What Redis does not take is nobody's harm: the run log knows how it ends. */
export function writeEvents(
  { broker, warehouse, hide }: Pick<WorkerTools, 'broker' | 'warehouse' | 'hide'>,
  task: string,
): EventWriter {
  const { redis } = broker
  const prefix = warehouse.queue.name
  const key = eventsKey(prefix, task)
  const told = new Map<string, number>()
  let last: Promise<unknown> = Promise.resolve()
  return {
    listener(event) {
      if (event.kind === 'unit-progress') {
        const now = performance.now()
        const { unit, phase } = event.progress
        const of = `${unit} ${phase}`
        if (now - (told.get(of) ?? Number.NEGATIVE_INFINITY) < progressEvery) return
        told.set(of, now)
      }
      const commands = redis
        .multi()
        .xadd(key, 'MAXLEN', '~', most, '*', 'event', hide(eventText(event)))
        .expire(key, kept)
      if (event.kind === 'run-started')
        commands
          .set(runKey(prefix, event.run.id), task, 'EX', kept)
          .set(taskRunKey(prefix, task), event.run.id, 'EX', kept)
      last = commands.exec().catch(() => undefined)
    },
    arrived: async () => void (await last),
  }
}

export interface EventReader extends AsyncDisposable {
  /** What was told since the last call; waits for it so many milliseconds at most, and little longer where Redis is away. */
  next(milliseconds: number): Promise<readonly EtlEvent[]>
}

/** Reads a task's events from its first, or from now on. */
export async function readEvents(
  redis: Redis,
  prefix: string,
  task: string,
  from: 'first' | 'now',
): Promise<EventReader> {
  const key = eventsKey(prefix, task)
  let after = from === 'first' ? '0' : await lastId(redis, key)
  // A command that blocks holds its connection.
  const own = redis.duplicate()
  own.on('error', () => {})
  let asked: ReturnType<typeof own.xread> | null = null
  return {
    async next(milliseconds) {
      asked ??= own.xread('COUNT', 1000, 'BLOCK', milliseconds, 'STREAMS', key, after)
      const answer = await orLate(asked, milliseconds + 500)
      // Asked once, however long Redis is away.
      if (answer === 'late') return []
      asked = null
      const entries = answer?.[0]?.[1] ?? []
      after = entries.at(-1)?.[0] ?? after
      return entries.map(([, fields]) => eventOf(fields?.[1] ?? ''))
    },
    async [Symbol.asyncDispose]() {
      own.disconnect()
    },
  }
}

async function orLate<T>(work: Promise<T>, milliseconds: number): Promise<T | 'late'> {
  const { promise, resolve } = Promise.withResolvers<'late'>()
  const timer = setTimeout(() => resolve('late'), milliseconds)
  return await Promise.race([work, promise]).finally(() => clearTimeout(timer))
}

async function lastId(redis: Redis, key: string): Promise<string> {
  const [newest] = await redis.xrevrange(key, '+', '-', 'COUNT', 1)
  return newest?.[0] ?? '0'
}

/** The task that is, or was last, at a run; null where Redis knows none. */
export async function taskOfRun(redis: Redis, prefix: string, runId: number): Promise<string | null> {
  return await redis.get(runKey(prefix, runId))
}

/** The run that a task has begun or gone on with; null where it has not yet. */
export async function runOfTask(redis: Redis, prefix: string, task: string): Promise<number | null> {
  const run = await redis.get(taskRunKey(prefix, task))
  return run === null ? null : Number(run)
}

function taskRunKey(prefix: string, task: string): string {
  return `${prefix}:task:${task}:run`
}

function runKey(prefix: string, runId: number): string {
  return `${prefix}:run:${runId}`
}

function eventsKey(prefix: string, task: string): string {
  return `${prefix}:task:${task}:events`
}
