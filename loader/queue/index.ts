export { type Broker, openBroker } from './broker.ts'
export { absentWorkers } from './desk/absent-workers.ts'
export { type Cancelled, cancelTask } from './desk/cancel-task.ts'
export { type Drained, drain, drainable } from './desk/drain.ts'
export { queueSizes } from './desk/queue-sizes.ts'
export { type QueueStatus, queueStatus } from './desk/queue-status.ts'
export { enqueueRefresh, enqueueResume, enqueueUnit, type RefreshRequest, type UnitRequest } from './enqueue.ts'
export { redisWarnings } from './redis/redis-warnings.ts'
export type { RefreshResult } from './refresh/coordinate.ts'
export {
  keepSchedules,
  type LastRefresh,
  type ListedSchedule,
  listSchedules,
  pauseSchedule,
  resumeSchedule,
  syncSchedules,
  triggerSchedule,
} from './schedules/index.ts'
export { followTask, type TaskEnd } from './task/follow-task.ts'
export type { TaskFlags } from './task/payload.ts'
export { planTask } from './task/task-plan.ts'
export { taskResult } from './task/task-result.ts'
export { type TaskState, taskState } from './task/task-state.ts'
export type { UnitTaskResult } from './unit/process-unit.ts'
export { openWorker, type TaskWorker, type WorkerOptions } from './worker/open-worker.ts'
