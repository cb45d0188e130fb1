import { DefinitionError } from '../errors/index.ts'
import type { Broker } from './broker.ts'
import { askToCancel } from './cancelling.ts'
import { taskOfRun } from './task-events.ts'
import { findTask } from './task-state.ts'

/**
 * Asks for the end of a task, by its id or its run's number: what it is loading is stopped and rolled back, what waits is taken out. Gives the task's id.
 * Throws DefinitionError 'unknown-task' where Redis knows none, or it has ended.
 */
export async function cancelTask(broker: Broker, target: string): Promise<string> {
  const { redis, warehouse } = broker
  const prefix = warehouse.queue.name
  const id = /^\d+$/.test(target) ? await taskOfRun(redis, prefix, Number(target)) : target
  const job = id === null ? undefined : await findTask(broker, id)
  const state = await job?.getState()
  if (id === null || job === undefined || state === 'completed' || state === 'failed')
    throw new DefinitionError(
      'unknown-task',
      `There is no task ${target} in the queue that could be cancelled${state === undefined ? '' : ': it has ended'}. run.ts queue status lists the tasks there are.`,
    )
  await askToCancel(redis, prefix, id)
  // One that waits for its next try need not wait to hear of it.
  if (state === 'delayed') await job.promote().catch(() => undefined)
  return id
}
