import { type Job, Worker } from 'bullmq'
import { units, warehouse } from '../../loader/index.ts'
import type { ScheduleOptions } from '../../loader/model/schedules.ts'
import { type Broker, openBroker } from '../../loader/queue/broker.ts'
import { repeatStrategy } from '../../loader/queue/schedules/index.ts'

export type Schedules = Readonly<Record<string, ScheduleOptions>>

/** The broker of a warehouse that has these schedules and no units. */
export function scheduleBroker(redis: string, schedules: Schedules): Promise<Broker> {
  const rest = { sources: {}, warehouse: 'duckdb::memory:', dimensions: units({}), facts: units({}) }
  return openBroker(warehouse({ ...rest, redis, schedules }), () => {})
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

/** The ids of the tasks that wait for their time, or for a worker. */
export async function waitingIds({ refreshes }: Broker): Promise<readonly string[]> {
  const jobs = await refreshes.getJobs(['delayed', 'waiting', 'prioritized'])
  return jobs.map(({ id }) => String(id)).sort()
}
