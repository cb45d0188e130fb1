import { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type { TaskClass, WarehouseShape } from '../model/index.ts'
import { queueNames } from './queue-names.ts'
import { openRedis } from './redis/open-redis.ts'
import { repeatStrategy } from './schedules/index.ts'

export { queueNames, taskNames } from './queue-names.ts'

/** The queues of one warehouse in its Redis. Disposing closes the connection. */
export interface Broker extends AsyncDisposable {
  readonly warehouse: WarehouseShape
  readonly redis: Redis
  readonly refreshes: Queue
  /** By the class of the workers that take them. */
  readonly units: Readonly<Record<TaskClass, Queue>>
  /** Refreshes first. */
  readonly all: readonly Queue[]
}

/** `warn` is told of what the connection meets. Throws what {@link openRedis} throws. */
export async function openBroker(warehouse: WarehouseShape, warn: (sentence: string) => void): Promise<Broker> {
  const redis = await openRedis(warehouse, warn)
  const open = (name: string): Queue => {
    const queue = new Queue(name, { connection: redis, prefix: warehouse.queue.name, settings: { repeatStrategy } })
    // The connection's own listener has told it.
    queue.on('error', () => {})
    return queue
  }
  const refreshes = open(queueNames.refresh)
  const units = { default: open(queueNames.default), heavy: open(queueNames.heavy) }
  const all = [refreshes, units.default, units.heavy]
  return {
    warehouse,
    redis,
    refreshes,
    units,
    all,
    async [Symbol.asyncDispose]() {
      for (const queue of all) await queue.close()
      redis.disconnect()
    },
  }
}
