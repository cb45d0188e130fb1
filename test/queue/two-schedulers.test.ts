import { type Job, Worker } from 'bullmq'
import { expect, test } from 'vitest'
import type { Broker } from '../../loader/queue/broker.ts'
import { repeatStrategy, syncSchedules } from '../../loader/queue/schedules/index.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { redisDatabase } from '../servers/index.ts'
import { nothing, scheduleBroker, waitingIds } from './schedule-stand.ts'

describeRedis('several schedulers and workers at once', () => {
  test('FAULTS 65: a time comes once, however many set the schedules while it comes and wait for it', async () => {
    await using database = await redisDatabase()
    await using opened = new AsyncDisposableStack()
    const schedules = { each: { cron: '* * * * * *', zone: 'America/New_York' } }
    const brokers = await Promise.all(Array.from({ length: 3 }, () => scheduleBroker(database.url, schedules)))
    for (const broker of brokers) opened.use(broker)
    const taken: string[] = []
    const enough = new AbortController()
    opened.defer(() => enough.abort())
    for (const { redis } of brokers) {
      const take = async ({ id = '' }: Job) => {
        if (taken.push(id) === 3) enough.abort()
      }
      const options = { connection: redis, prefix: 'typeline', concurrency: 4, settings: { repeatStrategy } }
      const worker = new Worker('refresh', take, options)
      opened.defer(() => worker.close())
    }
    // Each sets them without a pause, as if workers started all the time.
    const setting = brokers.map(async (broker) => {
      const done: string[] = []
      while (!enough.signal.aborted) done.push(...Object.values(await syncSchedules(broker)).flat())
      return done
    })
    expect((await Promise.all(setting)).flat()).toEqual(['each'])
    expect(new Set(taken).size).toBe(taken.length)
    expect(taken).toEqual(taken.toSorted())
    expect((await waitingIds(brokers[0] as Broker)).length).toBeLessThanOrEqual(1)
  })

  test('schedules that are set by many at once for the first time are there once, and complete', async () => {
    await using database = await redisDatabase()
    const names = Array.from({ length: 20 }, (_, index) => `nightly-${index}`)
    const schedules = Object.fromEntries(
      names.map((name, index) => [name, { cron: `${index} 2 * * *`, zone: 'Asia/Kolkata' }]),
    )
    const brokers = await Promise.all(Array.from({ length: 4 }, () => scheduleBroker(database.url, schedules)))
    const done = await Promise.all(brokers.map((broker) => syncSchedules(broker)))
    expect(done.filter(({ added }) => added.length > 0)).toEqual([{ ...nothing, added: names }])
    expect(await waitingIds(brokers[0] as Broker)).toHaveLength(20)
    for (const broker of brokers) await broker[Symbol.asyncDispose]()
  })
})
