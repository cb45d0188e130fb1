import type { Job } from 'bullmq'
import { DefinitionError } from '../../errors/index.ts'
import type { Broker } from '../broker.ts'
import { askToCancel } from '../task/cancelling.ts'
import { taskOfRun } from '../task/task-events.ts'
import { findTask } from '../task/task-state.ts'
import { takeOut } from './take-out.ts'

export interface Cancelled {
  readonly task: string
  /** It had not begun, and is gone. */
  readonly takenOut: boolean
}

/**
 * Asks for the end of a task, by its id or its run's number: what it is loading is stopped and rolled back, what waits is taken out.
 * Throws DefinitionError 'unknown-task' where Redis knows none that could be cancelled.
 */
export async function cancelTask(broker: Broker, target: string): Promise<Cancelled> {
  const { redis, warehouse } = broker
  const prefix = warehouse.queue.name
  const id = /^\d+$/.test(target) ? await taskOfRun(redis, prefix, Number(target)) : target
  const job = id === null ? undefined : await findTask(broker, id)
  if (id === null || job === undefined) throw refusal(`There is no task ${target} in the queue`)
  await requireCancellable(job)
  await askToCancel(redis, prefix, id)
  return { task: id, takenOut: (await takeOut(broker, job)) === 'taken-out' }
}

async function requireCancellable(job: Job): Promise<void> {
  const state = await job.getState()
  if (state === 'completed' || state === 'failed') throw refusal(`The task ${job.id} has ended`)
  if (state === 'delayed' && job.repeatJobKey !== undefined && job.attemptsStarted === 0)
    throw refusal(`The task ${job.id} is a time of a schedule that lies ahead: run.ts schedule pause is for that`)
}

function refusal(sentence: string): DefinitionError {
  return new DefinitionError('unknown-task', `${sentence}. run.ts queue status lists those that can be cancelled.`)
}
