import { isDeepStrictEqual } from 'node:util'
import type { JobSchedulerJson } from 'bullmq'
import type { ScheduleShape, WarehouseShape } from '../../model/index.ts'
import { keptTasks } from '../kept-tasks.ts'
import { taskNames } from '../queue-names.ts'

/** Whether Redis has the schedule as it would be set now. */
export function isAsConfigured(
  { name, pattern, tz, template }: JobSchedulerJson,
  { cron, zone }: ScheduleShape,
  warehouse: WarehouseShape,
): boolean {
  const task = name === taskNames.refresh && isDeepStrictEqual(template?.opts, keptTasks(warehouse))
  return task && pattern === cron && tz === zone
}
