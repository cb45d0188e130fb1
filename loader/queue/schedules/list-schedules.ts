import type { Job, JobSchedulerJson } from 'bullmq'
import type { ScheduleShape } from '../../model/index.ts'
import { isAsConfigured } from './is-as-configured.ts'
import { pausedSchedules } from './paused-schedules.ts'
import type { SchedulePlace } from './schedule-place.ts'
import { nominalOf } from './task-id.ts'

export interface ListedSchedule {
  readonly name: string
  readonly cron: string
  readonly zone: string
  /** Empty: all active units. */
  readonly select: readonly string[]
  readonly exclude: readonly string[]
  /** Null where the configuration has no such schedule. */
  readonly missed: ScheduleShape['missed'] | null
  /** When its next refresh is due, ISO; in the past: since then it waits for a worker. Null: paused, or not in Redis. */
  readonly next: string | null
  readonly last: LastRefresh | null
  /** Since when, ISO; null: not paused. */
  readonly paused: string | null
  /** Whether Redis has it as the configuration says; otherwise `run.ts schedule sync`, or the next start of a worker, sets it. */
  readonly inRedis: 'as configured' | 'otherwise' | 'not at all' | 'no longer configured'
}

/** The latest refresh that it asked for, as far as the queue keeps it. */
export interface LastRefresh {
  readonly task: string
  /** Its nominal time, ISO; null: triggered by hand. */
  readonly nominal: string | null
  readonly status: 'waiting' | 'running' | 'done' | 'failed'
  /** When a worker last took it up; null: not yet. */
  readonly startedAt: string | null
  readonly finishedAt: string | null
  /** Why it failed. */
  readonly error: string | null
}

/** Tasks of the queue that are looked through for the latest. */
const most = 1000

/** The schedules of the configuration, and those that Redis has besides. */
export async function listSchedules(place: SchedulePlace): Promise<readonly ListedSchedule[]> {
  const { warehouse, refreshes } = place
  const [schedulers, paused, latest] = await Promise.all([
    refreshes.getJobSchedulers(),
    pausedSchedules(place),
    latestTasks(place),
  ])
  const present = new Map(schedulers.map((one) => [one.key, one]))
  const configured = Object.entries(warehouse.schedules)
  const further = schedulers.filter(({ key }) => !Object.hasOwn(warehouse.schedules, key))
  const rest = (name: string, scheduler: JobSchedulerJson | undefined) => ({
    next: scheduler?.next === undefined ? null : iso(scheduler.next),
    last: latest.get(name) ?? null,
    paused: paused.get(name) ?? null,
  })
  return [
    ...configured.map(([name, schedule]): ListedSchedule => {
      const scheduler = present.get(name)
      const same = scheduler !== undefined && isAsConfigured(scheduler, schedule)
      const inRedis = scheduler === undefined ? 'not at all' : same ? 'as configured' : 'otherwise'
      const asMeant = paused.has(name) ? scheduler === undefined : same
      return { name, ...schedule, ...rest(name, scheduler), inRedis: asMeant ? 'as configured' : inRedis }
    }),
    ...further.map((scheduler): ListedSchedule => {
      const { key: name, pattern: cron = '', tz: zone = '' } = scheduler
      const unknown = { select: [], exclude: [], missed: null, inRedis: 'no longer configured' } as const
      return { name, cron, zone, ...unknown, ...rest(name, scheduler) }
    }),
  ]
}

/** By the schedule's name. */
async function latestTasks({ refreshes }: SchedulePlace): Promise<ReadonlyMap<string, LastRefresh>> {
  const found = new Map<string, { readonly at: number; readonly last: LastRefresh }>()
  for (const status of ['delayed', 'waiting', 'active', 'completed', 'failed'] as const)
    for (const job of await refreshes.getJobs([status], 0, most - 1)) {
      // One that ended since its id was read is none any more; one that waits for its time is no refresh yet, one that was put off is.
      const name: unknown = job?.data?.schedule
      if (typeof name !== 'string' || (status === 'delayed' && job.attemptsStarted === 0)) continue
      const at = job.processedOn ?? job.timestamp
      if ((found.get(name)?.at ?? 0) > at) continue
      found.set(name, { at, last: lastOf(job, status) })
    }
  return new Map([...found].map(([name, { last }]) => [name, last]))
}

const words = {
  delayed: 'waiting',
  waiting: 'waiting',
  active: 'running',
  completed: 'done',
  failed: 'failed',
} as const

function lastOf(job: Job, status: keyof typeof words): LastRefresh {
  return {
    task: String(job.id),
    nominal: nominalOf(job.id)?.toISOString() ?? null,
    status: words[status],
    startedAt: job.processedOn === undefined ? null : iso(job.processedOn),
    finishedAt: job.finishedOn === undefined ? null : iso(job.finishedOn),
    error: status === 'failed' ? (job.failedReason ?? null) : null,
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString()
}
