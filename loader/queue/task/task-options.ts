import type { JobsOptions } from 'bullmq'
import type { WarehouseShape } from '../../model/index.ts'

const day = 86_400

/** How long the queue keeps tasks that have ended. */
const kept: JobsOptions = {
  removeOnComplete: { age: 7 * day, count: 10_000 },
  removeOnFail: { age: 30 * day, count: 10_000 },
}

/** Of a unit's task: errors that pass are tried again as the configuration says, 2, 4, 8 … seconds later, each shortened by chance down to a half. */
export function unitOptions({ queue }: WarehouseShape): JobsOptions {
  // What broke for all units at once is not met by all at once again.
  return { ...kept, attempts: queue.attempts, backoff: { type: 'exponential', delay: 2000, jitter: 0.5 } }
}

/** Of a refresh's task, which loads nothing: it outlives a warehouse that is away for five minutes. */
export const refreshOptions: JobsOptions = { ...kept, attempts: 60, backoff: { type: 'fixed', delay: 5000 } }
