import { taskNames } from '../queue-names.ts'
import { refreshOptions } from '../task/task-options.ts'
import { knownSchedule } from './known-schedule.ts'
import type { SchedulePlace } from './schedule-place.ts'
import { triggeredId } from './task-id.ts'

/** Queues a schedule's refresh now, paused or not; its times stay as they are. Gives the task's id. Throws DefinitionError 'unknown-schedule'. */
export async function triggerSchedule({ warehouse, refreshes }: SchedulePlace, name: string): Promise<string> {
  knownSchedule(warehouse, name)
  const jobId = triggeredId(name)
  await refreshes.add(taskNames.refresh, { schedule: name }, { ...refreshOptions, jobId })
  return jobId
}
