import type { Job } from 'bullmq'
import { LoadError } from '../../errors/index.ts'
import type { ScheduleShape, WarehouseShape } from '../../model/index.ts'
import { nominalOf } from './task-id.ts'

/** Milliseconds by which a refresh may begin late and be in time still: workers are busy, deployments restart them. */
const lateness = 5 * 60_000

/** A refresh that a schedule asked for. */
export interface ScheduledStart {
  readonly name: string
  readonly schedule: ScheduleShape
  /** The time it was due at; null: somebody asked for it out of turn. */
  readonly nominal: Date | null
  /** Whether it makes up for that time, and for those that passed since. */
  readonly missed: boolean
}

/**
 * What a task of a schedule means now, in the configuration that is deployed; a sentence where it is left out by the schedule's rule for missed
 * times. Only the first taking-up is late or in time: one that a worker left behind half done is gone on with. Pure.
 * Throws LoadError 'unknown-schedule' (transient: a worker that is deployed already may take it).
 */
export function scheduledStart(
  job: Pick<Job, 'id' | 'attemptsStarted'> & { readonly data: { readonly schedule: string } },
  { schedules }: Pick<WarehouseShape, 'schedules'>,
  now: Date,
): ScheduledStart | string {
  const name = job.data.schedule
  const schedule = Object.hasOwn(schedules, name) ? schedules[name] : undefined
  if (schedule === undefined)
    throw new LoadError(
      'unknown-schedule',
      `The configuration of this worker has no schedule "${name}". Deploy the same version to all workers, or take the schedule out of Redis: run.ts schedule sync.`,
      { transient: true },
    )
  const nominal = nominalOf(job.id)
  const late = nominal === null ? 0 : now.getTime() - nominal.getTime()
  const missed = late > lateness && job.attemptsStarted <= 1
  if (missed && nominal !== null && schedule.missed === 'skip')
    return `The refresh of the schedule ${name} is left out: it was due at ${nominal.toISOString()}, ${told(late)} ago, and the schedule says missed: 'skip'.`
  return { name, schedule, nominal, missed }
}

function told(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000)
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`
}
