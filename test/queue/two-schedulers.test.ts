import { Worker } from 'bullmq'
import { expect, test } from 'vitest'
import { repeatStrategy, syncSchedules } from '../../loader/queue/schedules/index.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { redisDatabase } from '../servers/index.ts'
import { nothing, scheduleBroker, waitingIds } from './schedule-stand.ts'

describeRedis('several schedulers and workers at once', () => {
  test('FAULTS 65: a time comes once, however many set the schedules while it comes and wait for it', async () => {
    await using database = await redisDatabase()
    const schedules = { each: { cron: '* * * * * *', zone: 'America/New_York' } }
    const brokers = await Promise.all(Array.from({ length: 3 }, () => scheduleBroker(database.url, schedules)))
    const taken: string[] = []
    const enough = Promise.withResolvers<void>()
    const workers = brokers.map((broker) => {
      const options = { connection: broker.redis, prefix: 'typeline', concurrency: 4, settings: { repeatStrategy } }
      const worker = new Worker(
        'refresh',
        async ({ id = '' }) => {
          taken.push(id)
          if (taken.length === 3) enough.resolve()
        },
        options,
      )
      return worker.on('error', enough.reject)
    })
    let over = false
    void enough.promise.finally(() => {
      over = true
    })
    const begun = Date.now()
    // Each sets them without a pause, as if workers started all the time.
    const setting = brokers.map(async (broker) => {
      const done: string[] = []
      while (!over) done.push(...Object.values(await syncSchedules(broker)).flat())
      return done
    })
    await enough.promise
    expect((await Promise.all(setting)).flat()).toEqual(['each'])
    for (const worker of workers) await worker.close()

    expect(new Set(taken).size).toBe(taken.length)
    const seconds = taken.map((id) => Number(id.split(':')[2]) / 1000)
    expect(seconds).toEqual(seconds.map((_, index) => (seconds[0] ?? 0) + index))
    expect(seconds[0]).toBeLessThanOrEqual(Math.floor(begun / 1000) + 2)
    expect(await waitingIds(brokers[0] as (typeof brokers)[0])).toEqual([
      `repeat:each:${((seconds.at(-1) ?? 0) + 1) * 1000}`,
    ])
    for (const broker of brokers) await broker[Symbol.asyncDispose]()
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
    expect(await waitingIds(brokers[0] as (typeof brokers)[0])).toHaveLength(20)
    for (const broker of brokers) await broker[Symbol.asyncDispose]()
  })
})
