import { LoadError } from '../../errors/index.ts'
import type { Broker } from '../broker.ts'
import { followTask } from './follow-task.ts'

/** What a task gave, once it has ended. Throws what it failed of; LoadError 'task-removed' where Redis does not know it. */
export async function taskResult(broker: Broker, id: string, signal: AbortSignal): Promise<unknown> {
  const { state } = await followTask(broker, id, { signal, listener: () => {}, notice: () => {} })
  if (state.state === 'done') return state.result
  if (state.state === 'failed') throw state.error
  throw new LoadError(
    'task-removed',
    `Redis does not know the task ${id} any more: it was taken out, or ended long ago. run.ts status tells what the warehouse knows.`,
  )
}
