import { isDeepStrictEqual } from 'node:util'
import type { JobSchedulerJson } from 'bullmq'
import type { ScheduleShape } from '../../model/index.ts'
import { taskNames } from '../queue-names.ts'
import { refreshOptions } from '../task/task-options.ts'

/** Whether Redis has the schedule as it would be set now. */
export function isAsConfigured(
  { name, pattern, tz, template }: JobSchedulerJson,
  { cron, zone }: ScheduleShape,
): boolean {
  const task = name === taskNames.refresh && isDeepStrictEqual(template?.opts, refreshOptions)
  return task && pattern === cron && tz === zone
}
