import type { Job, Queue } from 'bullmq'
import type { Broker } from '../broker.ts'
import { runOfTask } from '../task/task-events.ts'
import { failureOf } from '../task/task-failure.ts'
import { whyPutOff } from './put-off-tasks.ts'
import { whatOf } from './what-of.ts'
import { workersOf } from './workers-of.ts'

/** One queue: its tasks by state, and the processes that take from it, as host:pid (null where Redis does not say). */
export interface QueueReport {
  readonly queue: string
  readonly waiting: number
  readonly active: number
  readonly delayed: number
  readonly failed: number
  readonly paused: boolean
  readonly workers: readonly string[] | null
}

/** A task that waits, runs, is to be tried again, or has failed. */
export interface TaskReport {
  readonly task: string
  readonly what: string
  readonly state: 'active' | 'waiting' | 'delayed' | 'failed'
  /** ISO, UTC: when it was taken up, queued, will be tried again, or ended. */
  readonly at: string
  /** Its run, or its refresh's; null: none yet. */
  readonly run: number | null
  /** host:pid of the worker that has or had it last; null: none yet. */
  readonly worker: string | null
  readonly tries: number
  /** Why it failed, is put off, or stands still. */
  readonly error: string | null
}

export interface QueueStatus {
  readonly queues: readonly QueueReport[]
  readonly tasks: readonly TaskReport[]
}

const states = ['active', 'waiting', 'delayed', 'failed'] as const

/** Tasks told of each queue, by state; of failed ones the newest, of others the oldest. */
const most = { active: 50, waiting: 50, delayed: 50, failed: 10 } as const

export async function queueStatus(broker: Broker): Promise<QueueStatus> {
  const queues: QueueReport[] = []
  const tasks: TaskReport[] = []
  for (const queue of broker.all) {
    const counts = await queue.getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed')
    const of = (state: string) => counts[state] ?? 0
    const workers = await workersOf(broker, queue)
    queues.push({
      queue: queue.name,
      waiting: of('wait') + of('prioritized'),
      active: of('active'),
      delayed: of('delayed'),
      failed: of('failed'),
      paused: await queue.isPaused(),
      workers,
    })
    for (const state of states) {
      const jobs: readonly (Job | undefined)[] = await queue.getJobs(state, 0, most[state] - 1, state !== 'failed')
      for (const job of jobs) {
        if (job?.id === undefined) continue
        const told = await report(broker, queue, job, state)
        tasks.push(isGone(told, workers) ? { ...told, error: gone } : told)
      }
    }
  }
  return { queues, tasks: states.flatMap((state) => tasks.filter((task) => task.state === state)) }
}

const gone = 'its worker is gone; another one takes it over after queue.silence'

function isGone({ state, worker }: TaskReport, workers: readonly string[] | null): boolean {
  return state === 'active' && worker !== null && workers !== null && !workers.includes(worker)
}

async function report(broker: Broker, queue: Queue, job: Job, state: TaskReport['state']): Promise<TaskReport> {
  return {
    task: String(job.id),
    what: whatOf(job),
    state,
    at: new Date(await timeOf(broker, queue, job, state)).toISOString(),
    run: await runOf(broker, job),
    worker: job.processedBy ?? null,
    tries: job.attemptsStarted,
    error: state === 'failed' ? failureOf(job.failedReason).message : state === 'delayed' ? whyPutOff(job) : null,
  }
}

async function timeOf({ redis }: Broker, queue: Queue, job: Job, state: TaskReport['state']): Promise<number> {
  if (state === 'active') return job.processedOn ?? job.timestamp
  if (state === 'failed') return job.finishedOn ?? job.timestamp
  if (state === 'waiting') return job.timestamp
  const score = await redis.zscore(queue.toKey('delayed'), String(job.id))
  // Milliseconds, with twelve bits for the order within one.
  return score === null ? job.timestamp : Math.floor(Number(score) / 0x1000)
}

/** In its data there may be anything. */
async function runOf({ redis, warehouse }: Broker, { id, data }: Job): Promise<number | null> {
  const run: unknown = data?.of?.run ?? data?.resume
  return typeof run === 'number' ? run : await runOfTask(redis, warehouse.queue.name, String(id))
}
