import type { WarehouseShape } from '../model/index.ts'
import type { Broker, RefreshRequest, RefreshResult, TaskState, UnitRequest, UnitTaskResult } from '../queue/index.ts'

/** A task that was queued. Each question opens a connection of its own and closes it, so that nothing keeps the program from ending. */
export interface Task<R> {
  readonly id: string
  status(): Promise<TaskState['state']>
  /** Waits for its end. Throws what the task failed of: a TypelineError with the failure's code; LoadError 'task-removed' where Redis has forgotten it. */
  result(signal?: AbortSignal): Promise<R>
}

// The queue's libraries are read when a task is queued, not whenever a configuration is.

/** The task `process_etl` of a warehouse: queues the load of one unit. Its result: kind, name, and the source rows that are in by it. */
export function processEtlTask(
  warehouse: WarehouseShape,
): (
  name: string,
  type: 'dimension' | 'fact',
  options?: Omit<UnitRequest, 'name' | 'type'>,
) => Promise<Task<UnitTaskResult>> {
  return (name, type, options = {}) =>
    queued(warehouse, async (broker) => {
      const { enqueueUnit } = await import('../queue/index.ts')
      return await enqueueUnit(broker, { name, type, ...options }, `process_etl('${name}', '${type}')`)
    })
}

/** The task `refresh_data_warehouse`: queues a refresh of all active units, or those selected. Its result: the dimensions' results, and the facts'. */
export function refreshTask(warehouse: WarehouseShape): (request?: RefreshRequest) => Promise<Task<RefreshResult>> {
  return (request = {}) =>
    queued(warehouse, async (broker) => {
      const { enqueueRefresh } = await import('../queue/index.ts')
      return await enqueueRefresh(broker, request, 'refresh_data_warehouse')
    })
}

async function queued<R>(warehouse: WarehouseShape, add: (broker: Broker) => Promise<string>): Promise<Task<R>> {
  const id = await within(warehouse, add)
  return {
    id,
    status: () =>
      within(warehouse, async (broker) => {
        const { taskState } = await import('../queue/index.ts')
        return (await taskState(broker, id)).state
      }),
    result: (signal = new AbortController().signal) =>
      within(warehouse, async (broker) => {
        const { taskResult } = await import('../queue/index.ts')
        return (await taskResult(broker, id, signal)) as R
      }),
  }
}

async function within<T>(warehouse: WarehouseShape, work: (broker: Broker) => Promise<T>): Promise<T> {
  const { openBroker } = await import('../queue/index.ts')
  await using broker = await openBroker(warehouse, () => {})
  return await work(broker)
}
