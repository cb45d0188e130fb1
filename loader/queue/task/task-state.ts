import type { Job } from 'bullmq'
import type { Broker } from '../broker.ts'
import { failureOf } from './task-failure.ts'

/** How far a task is: 'waiting' for a worker, 'active' at one, 'delayed' until it is tried again, or ended. */
export type TaskState =
  | { readonly state: 'waiting' | 'active' | 'delayed' }
  | { readonly state: 'done'; readonly result: unknown }
  | { readonly state: 'failed'; readonly error: Error }
  /** Redis does not know it: it was taken out, or ended long ago. */
  | { readonly state: 'unknown' }

/** The task in whatever queue it is; undefined where Redis does not know it. */
export async function findTask({ all }: Pick<Broker, 'all'>, id: string): Promise<Job | undefined> {
  for (const queue of all) {
    const job: Job | undefined = await queue.getJob(id)
    if (job !== undefined) return job
  }
  return undefined
}

export async function taskState(broker: Pick<Broker, 'all'>, id: string): Promise<TaskState> {
  const job = await findTask(broker, id)
  if (job === undefined) return { state: 'unknown' }
  const state = await job.getState()
  // What it gave, or why it failed, may have come after the job was read.
  const now = state === 'completed' || state === 'failed' ? await findTask(broker, id) : job
  if (state === 'completed') return { state: 'done', result: now?.returnvalue }
  if (state === 'failed') return { state: 'failed', error: failureOf(now?.failedReason) }
  return { state: state === 'active' || state === 'delayed' ? state : state === 'unknown' ? 'unknown' : 'waiting' }
}
