import type { Job } from 'bullmq'
import type { Broker } from '../broker.ts'
import { runOfTask } from '../task/task-events.ts'

/**
 * Takes a task that waits out of its queue. One that has begun a run stays: it is taken up at once, so that its run ends too, if it was asked to. Nothing
 * happens to one that a worker has.
 */
export async function takeOut({ redis, warehouse }: Broker, job: Job): Promise<'taken-out' | 'begun'> {
  if ((await runOfTask(redis, warehouse.queue.name, String(job.id))) === null) {
    // A worker may have taken it this moment.
    const gone = await job.remove().then(
      () => true,
      () => false,
    )
    if (gone) return 'taken-out'
  }
  // One that waits for its next try need not wait to hear of it.
  await job.promote().catch(() => undefined)
  return 'begun'
}
