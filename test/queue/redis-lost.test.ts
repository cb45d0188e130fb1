import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { enqueueRefresh, enqueueResume } from '../../loader/queue/index.ts'
import { until } from '../cli/until.ts'
import { describePostgres } from '../servers/describe-postgres.ts'
import { describeOwnRedis } from '../servers/describe-redis.ts'
import { type PrivateServer, postgresDatabase, startRedis } from '../servers/index.ts'
import { holdSource, makeSource } from './hold-source.ts'
import { openStand, type Stand } from './open-stand.ts'
import { dimensionFrom, dimensionOf, factOf } from './stand-units.ts'
import { switchedProxy } from './switched-proxy.ts'
import { toldUnits } from './told-units.ts'

const losses: Readonly<Record<string, (redis: PrivateServer, stand: Stand) => Promise<unknown>>> = {
  emptied: async (_, { broker }) => await broker.redis.flushdb(),
  'restarted empty': async (redis) => await redis.restart(),
}

describeOwnRedis('a Redis that', () => {
  describePostgres('in the middle of a refresh', () => {
    test.each(Object.entries(losses))(
      'FAULTS 61: is %s: the warehouse tells what is done, and gone on with, the rest alone is loaded',
      async (_, lose) => {
        await using redis = await startRedis()
        const read: string[] = []
        await using stand = await openShop(redis.url, (name) => read.push(name))
        const worker = await stand.work()
        let again = ''
        {
          await using source = await holdSource(stand, 'shop')
          const task = await enqueueRefresh(stand.broker, {}, 'test')
          await source.waitedFor()
          await until(() => toldUnits(worker).includes('visit done'))
          await lose(redis, stand)
          // Whoever was at it says so, and ends nothing.
          const sentence = /Redis has lost the tasks of run 1; .* run\.ts queue retry 1$/
          await until(() => worker.warnings.some((warning) => sentence.test(warning)))
          expect(await stand.ended(task)).toEqual({ state: 'unknown' })
          expect((await stand.run()).status).toBe('running')
          expect(await unitRuns(stand)).toEqual(['item done', 'shop running', 'visit done'])
          again = await enqueueResume(stand.broker, 1, 'test')
        }
        const result = [
          [
            ['dimension', 'shop', 2],
            ['dimension', 'item', 2],
          ],
          [
            ['fact', 'sale', 4],
            ['fact', 'visit', 4],
          ],
        ]
        expect(await stand.ended(again)).toEqual({ state: 'done', result })
        expect(await unitRuns(stand)).toEqual(['item done', 'sale done', 'shop done', 'visit done'])
        expect(read.toSorted()).toEqual(['item', 'sale', 'visit'])
        expect(await stand.run()).toMatchObject({ id: 1, status: 'done', error: null })
      },
    )

    test('is away for a while: what is loaded is loaded on, and when it is back the refresh ends well', async () => {
      await using redis = await startRedis()
      await using between = await switchedProxy(redis.url)
      await using stand = await openShop(between.url, () => {})
      const worker = await stand.work()
      let task = ''
      {
        await using source = await holdSource(stand, 'shop')
        task = await enqueueRefresh(stand.broker, {}, 'test')
        await source.waitedFor()
        await between.away()
      }
      await until(async () => (await unitRuns(stand)).includes('shop done'))
      // Longer than a worker may be silent.
      await sleep(1500)
      expect((await stand.run()).status).toBe('running')
      await between.back()
      expect(await stand.ended(task)).toMatchObject({ state: 'done' })
      expect(await unitRuns(stand)).toEqual(['item done', 'sale done', 'shop done', 'visit done'])
      expect((await stand.run()).status).toBe('done')
      expect(worker.warnings).toContainEqual(expect.stringContaining('it is tried again until Redis answers'))
    })
  })
})

async function openShop(redis: string, note: (name: string) => void): Promise<Stand> {
  const shop = dimensionFrom('shop')
  const item = dimensionOf('item', () => note('item'))
  const facts = [factOf('sale', [shop, item], () => note('sale')), factOf('visit', [item], () => note('visit'))]
  const stand = await openStand(postgresDatabase, [shop, item, ...facts], { redis, queue: { silence: '1 second' } })
  await makeSource(stand, 'shop')
  return stand
}

async function unitRuns({ run }: Stand): Promise<readonly string[]> {
  return (await run()).units.map(({ unit, status }) => `${unit} ${status}`).sort()
}
