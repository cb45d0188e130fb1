import type { Job } from 'bullmq'
import type { Broker } from './broker.ts'
import { failureOf } from './task-failure.ts'

/** One queue: its tasks by state, and the workers that take from it (null where Redis does not say). */
export interface QueueReport {
  readonly queue: string
  readonly waiting: number
  readonly active: number
  readonly delayed: number
  readonly failed: number
  readonly paused: boolean
  readonly workers: number | null
}

/** A task that waits, runs, is to be tried again, or has failed. */
export interface TaskReport {
  readonly task: string
  readonly what: string
  readonly state: 'active' | 'waiting' | 'delayed' | 'failed'
  /** ISO, UTC: when it was taken up, queued, will be tried again, or ended. */
  readonly at: string
  readonly tries: number
  readonly error: string | null
}

export interface QueueStatus {
  readonly queues: readonly QueueReport[]
  readonly tasks: readonly TaskReport[]
}

/** Tasks told of each state and queue. */
const most = 50

export async function queueStatus({ all }: Broker): Promise<QueueStatus> {
  const queues: QueueReport[] = []
  const tasks: TaskReport[] = []
  for (const queue of all) {
    const counts = await queue.getJobCounts('wait', 'prioritized', 'active', 'delayed', 'failed')
    const of = (state: string) => counts[state] ?? 0
    queues.push({
      queue: queue.name,
      waiting: of('wait') + of('prioritized'),
      active: of('active'),
      delayed: of('delayed'),
      failed: of('failed'),
      paused: await queue.isPaused(),
      workers: await queue.getWorkersCount().catch(() => null),
    })
    for (const state of ['active', 'waiting', 'delayed', 'failed'] as const) {
      const jobs: readonly (Job | undefined)[] = await queue.getJobs(state, 0, most - 1)
      for (const job of jobs) if (job?.id !== undefined) tasks.push(report(job, state))
    }
  }
  return { queues, tasks }
}

function report(job: Job, state: TaskReport['state']): TaskReport {
  const times = {
    active: job.processedOn,
    waiting: job.timestamp,
    delayed: job.timestamp + job.delay,
    failed: job.finishedOn,
  }
  return {
    task: String(job.id),
    what: whatOf(job),
    state,
    at: new Date(times[state] ?? job.timestamp).toISOString(),
    tries: job.attemptsStarted,
    error: state === 'failed' ? failureOf(job.failedReason).message : null,
  }
}

/** In its data there may be anything. */
function whatOf({ data, name }: Job): string {
  const of = (key: string) => (typeof data === 'object' && data !== null ? String(data[key] ?? '').slice(0, 128) : '')
  if (of('name') !== '') return `${of('type')} ${of('name')}`
  if (of('schedule') !== '') return `refresh of the schedule ${of('schedule')}`
  if (of('resume') !== '') return `refresh, going on with run ${of('resume')}`
  return name === 'refresh_data_warehouse' ? 'refresh' : name
}
