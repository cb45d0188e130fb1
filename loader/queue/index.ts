export { absentWorkers } from './absent-workers.ts'
export { type Broker, openBroker } from './broker.ts'
export { type Cancelled, cancelTask } from './cancel-task.ts'
export type { RefreshResult } from './coordinate.ts'
export { type Drained, drain, drainable } from './drain.ts'
export { enqueueRefresh, enqueueResume, enqueueUnit, type RefreshRequest, type UnitRequest } from './enqueue.ts'
export { followTask, type TaskEnd } from './follow-task.ts'
export { openWorker, type TaskWorker, type WorkerOptions } from './open-worker.ts'
export type { TaskFlags } from './payload.ts'
export type { UnitTaskResult } from './process-unit.ts'
export { queueSizes } from './queue-sizes.ts'
export { type QueueStatus, queueStatus } from './queue-status.ts'
export { redisWarnings } from './redis-warnings.ts'
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
export { planTask } from './task-plan.ts'
export { taskResult } from './task-result.ts'
export { type TaskState, taskState } from './task-state.ts'
