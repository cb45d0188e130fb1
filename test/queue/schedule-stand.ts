import { type Job, Worker } from 'bullmq'
import { afterEach, beforeEach, vi } from 'vitest'
import { units, warehouse } from '../../loader/index.ts'
import type { ScheduleOptions } from '../../loader/model/schedules.ts'
import { type Broker, openBroker } from '../../loader/queue/broker.ts'
import { repeatStrategy } from '../../loader/queue/schedules/index.ts'
import { redisDatabase, type TestDatabase } from '../servers/index.ts'

export type Schedules = Readonly<Record<string, ScheduleOptions>>

/** The broker of a warehouse that has these schedules and no units. */
export function scheduleBroker(redis: string, schedules: Schedules): Promise<Broker> {
  const rest = { sources: {}, warehouse: 'duckdb::memory:', dimensions: units({}), facts: units({}) }
  return openBroker(warehouse({ ...rest, redis, schedules }), () => {})
}

/** What there is to do where all is as it must be. */
export const nothing = { added: [], changed: [], removed: [], mended: [] }

/** The task of a time of the schedule `nightly`. */
export const nightly = (time: string): string => `repeat:nightly:${Date.parse(time)}`

/** For a `describe`: a Redis of each test's own, and a `Date` that stands still at 2026-11-20 12:00 UTC until it is moved. */
export function atOwnTime() {
  let database: TestDatabase
  const open: Broker[] = []
  const at = (time: string) => vi.setSystemTime(new Date(time))
  beforeEach(async () => {
    database = await redisDatabase()
    vi.useFakeTimers({ toFake: ['Date'] })
    at('2026-11-20T12:00Z')
  })
  afterEach(async () => {
    vi.useRealTimers()
    for (const broker of open.splice(0)) await broker[Symbol.asyncDispose]()
    await database[Symbol.asyncDispose]()
  })
  const brokerOf = async (schedules: Schedules): Promise<Broker> => {
    const broker = await scheduleBroker(database.url, schedules)
    open.push(broker)
    return broker
  }
  return { at, brokerOf }
}

/** What a worker takes that is there at this moment, done at once; `Date` may be a false one. */
export async function takeAll(broker: Broker): Promise<readonly Job[]> {
  const connection = broker.redis.duplicate()
  const worker = new Worker('refresh', null, {
    connection,
    prefix: broker.warehouse.queue.name,
    autorun: false,
    settings: { repeatStrategy },
  })
  const taken: Job[] = []
  for (;;) {
    const job: Job | undefined = await worker.getNextJob('test', { block: false })
    if (job === undefined) break
    taken.push(job)
    await job.moveToCompleted('done', 'test', false)
  }
  await worker.close()
  connection.disconnect()
  return taken
}

export async function takenIds(broker: Broker): Promise<readonly (string | undefined)[]> {
  return (await takeAll(broker)).map(({ id }) => id)
}

/** The ids of the tasks that wait for their time, or for a worker. */
export async function waitingIds({ refreshes }: Broker): Promise<readonly string[]> {
  const jobs = await refreshes.getJobs(['delayed', 'waiting', 'prioritized'])
  return jobs.map(({ id }) => String(id)).sort()
}
