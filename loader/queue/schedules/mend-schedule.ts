import type { JobSchedulerJson, Queue } from 'bullmq'
import { nextTime, readCron, type WarehouseShape } from '../../model/index.ts'
import { taskNames } from '../queue-names.ts'
import { refreshOptions } from '../task/task-options.ts'
import { setSchedule } from './set-schedule.ts'
import { nominalId } from './task-id.ts'

const alive: ReadonlySet<string> = new Set(['delayed', 'waiting', 'prioritized', 'active', 'waiting-children'])

/**
 * Sets a schedule anew whose next task is gone: each task makes the one after it when a worker takes it, so that a worker killed right then again
 * and again, or a task that somebody removed, would end the schedule for ever. What was missed since is made up for by one refresh, but where the
 * schedule says 'skip'. Gives whether there was anything to mend.
 */
export async function mendSchedule(
  queue: Queue,
  warehouse: WarehouseShape,
  { key: name, next: due = 0, pattern = '', tz = 'UTC' }: JobSchedulerJson,
): Promise<boolean> {
  const id = nominalId(name, due)
  const state = await queue.getJobState(id)
  if (alive.has(state)) return false
  // A worker may have taken and done it since we were told of it.
  if ((await queue.getJobScheduler(name))?.next !== due) return false
  const now = Date.now()
  const first = state === 'unknown' ? due : nextTime(await readCron(pattern, tz), due)
  // Before the one to make up, which BullMQ would take for the schedule's next and replace.
  await setSchedule(queue, name, { cron: pattern, zone: tz })
  if (first !== null && first <= now && warehouse.schedules[name]?.missed !== 'skip')
    await queue.add(taskNames.refresh, { schedule: name }, { ...refreshOptions, jobId: nominalId(name, first) })
  return true
}
