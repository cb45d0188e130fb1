import type { Queue } from 'bullmq'
import { nextTime, readCron, type ScheduleShape } from '../../model/index.ts'
import { taskNames } from '../queue-names.ts'
import { refreshOptions } from '../task/task-options.ts'

/** BullMQ's ErrorCode.SchedulerJobIdCollision, which it does not export. */
const collision = -10

/**
 * Gives Redis a schedule that it has not: its next time after now that no task was ever made for. The task holds the schedule's name alone, so
 * that it means what is deployed when its time has come.
 */
export async function setSchedule(
  queue: Queue,
  name: string,
  { cron, zone }: Pick<ScheduleShape, 'cron' | 'zone'>,
): Promise<void> {
  const read = await readCron(cron, zone)
  for (let after = Date.now(); ; ) {
    const next = nextTime(read, after)
    if (next === null) return
    if (await made(queue, name, cron, zone, next)) return
    after = next
  }
}

/** False: its task has been made before, and is done perhaps, on a host whose clock is ahead of this one's. */
async function made(queue: Queue, name: string, pattern: string, tz: string, next: number): Promise<boolean> {
  try {
    const template = { name: taskNames.refresh, data: { schedule: name }, opts: refreshOptions }
    await queue.upsertJobScheduler(name, { pattern, tz, startDate: next }, template)
    return true
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === collision) return false
    throw error
  }
}
