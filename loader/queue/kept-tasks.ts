import type { JobsOptions } from 'bullmq'
import type { WarehouseShape } from '../model/index.ts'

const day = 86_400

/** How often a task is tried, and how long the queue keeps it when it has ended. */
export function keptTasks({ queue }: WarehouseShape): JobsOptions {
  return {
    attempts: queue.attempts,
    // 2, 4, 8 … seconds, each shortened by chance down to a half: what broke for all units at once is not met by all at once again.
    backoff: { type: 'exponential', delay: 2000, jitter: 0.5 },
    removeOnComplete: { age: 7 * day, count: 10_000 },
    removeOnFail: { age: 30 * day, count: 10_000 },
  }
}
