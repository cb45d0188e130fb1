import type { Job } from 'bullmq'
import type { Broker } from '../broker.ts'
import { askToCancel } from '../task/cancelling.ts'
import { takeOut } from './take-out.ts'

export interface Drained {
  /** Tasks that are gone. */
  readonly takenOut: number
  /** Tasks whose run had begun: it ends as cancelled as soon as a worker has them. */
  readonly cancelled: number
}

/** The tasks that drain is about: all that wait, but for times of schedules that lie ahead. */
export async function drainable({ all }: Broker): Promise<readonly Job[]> {
  const tasks: Job[] = []
  for (const queue of all)
    for (const job of (await queue.getJobs(['wait', 'prioritized', 'delayed'])) as readonly (Job | undefined)[]) {
      if (job === undefined || (job.repeatJobKey !== undefined && (await job.isDelayed()))) continue
      tasks.push(job)
    }
  return tasks
}

/** Takes out what waits. */
export async function drain(broker: Broker): Promise<Drained> {
  const { redis, warehouse } = broker
  let [takenOut, cancelled] = [0, 0]
  for (const job of await drainable(broker)) {
    // Its refresh sees that a unit's task is gone.
    const ofRefresh = typeof job.data?.of?.task === 'string'
    if (!ofRefresh) await askToCancel(redis, warehouse.queue.name, String(job.id))
    const end = await takeOut(broker, job)
    if (end === 'taken-out') takenOut++
    else if (!ofRefresh) cancelled++
  }
  return { takenOut, cancelled }
}
