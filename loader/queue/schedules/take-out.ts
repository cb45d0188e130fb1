import type { Job, Queue } from 'bullmq'
import { nominalId } from './task-id.ts'

/** BullMQ's ErrorCode.JobNotInState, which it does not export: a worker was faster. */
const elsewhere = -3

/**
 * Takes a schedule out of Redis, and with it the task of its next time. `keepDue`: but for one whose time has come, which waits for a worker then
 * as any task does. A refresh that has begun goes on.
 */
export async function takeOut(queue: Queue, name: string, { keepDue }: { readonly keepDue: boolean }): Promise<void> {
  const next = (await queue.getJobScheduler(name))?.next
  const task = next === undefined ? undefined : await queue.getJob(nominalId(name, next))
  if (task !== undefined && next !== undefined && keepDue && next <= Date.now()) await makeWait(task)
  // What waits for its time goes with it; what waits for a worker, or has one, does not.
  await queue.removeJobScheduler(name)
  if (task?.id !== undefined && !keepDue && (await task.getState()) === 'waiting') await queue.remove(task.id)
}

async function makeWait(task: Job): Promise<void> {
  if ((await task.getState()) !== 'delayed') return
  try {
    await task.promote()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === elsewhere)) throw error
  }
}
