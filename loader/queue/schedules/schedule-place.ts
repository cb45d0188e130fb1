import type { Queue } from 'bullmq'
import type { Redis } from 'ioredis'
import type { WarehouseShape } from '../../model/index.ts'

/** Where the schedules of a warehouse are kept; a Broker is one. */
export interface SchedulePlace {
  readonly warehouse: WarehouseShape
  readonly redis: Redis
  /** The queue of refreshes, whose job schedulers the schedules are, each by its name. */
  readonly refreshes: Queue
}

/** A key of the schedules' own beside those of the queue. */
export function scheduleKey({ warehouse }: SchedulePlace, what: 'paused' | 'lock' | 'set'): string {
  return `${warehouse.queue.name}:schedules:${what}`
}
