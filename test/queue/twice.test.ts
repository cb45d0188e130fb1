import { describe, expect, test } from 'vitest'
import { enqueueRefresh, enqueueUnit } from '../../loader/queue/index.ts'
import { until } from '../cli/until.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { engines } from '../servers/index.ts'
import { holdSource, makeSource } from './hold-source.ts'
import { hurry } from './hurry.ts'
import { openStand, type Stand, type StandWorker } from './open-stand.ts'
import { dimensionFrom, factOf } from './stand-units.ts'
import { toldUnits } from './told-units.ts'

const servers = engines.filter(({ name }) => name !== 'duckdb')

describeRedis('a task that is delivered twice at once', () => {
  describe.each(servers)('($name)', ({ database }) => {
    test('FAULTS 59: the second waits for the first, and then finds it done: it is loaded once, by both their words', async () => {
      await using stand = await openUnits(database)
      const first = await stand.work({ concurrency: 1 })
      const task = await (async () => {
        await using source = await holdSource(stand, 'shop')
        const queued = await enqueueUnit(stand.broker, { name: 'shop', type: 'dimension' }, 'test')
        await source.waitedFor()
        const second = await deliverAgain(stand, queued)
        // It asks for the unit's lock by now, or for what is done.
        await until(() => second.running() > 0)
        return queued
      })()
      expect(await stand.ended(task)).toEqual({ state: 'done', result: ['dimension', 'shop', 2] })
      expect(await unitRuns(stand)).toEqual(['shop done'])
      expect(await stand.run()).toMatchObject({ id: 1, status: 'done' })
      expect(toldUnits(first)).toEqual(['shop begins', 'shop done'])
    })

    test('FAULTS 59: the first has lost the unit’s lock too: the second takes the unit over, the first publishes nothing', async () => {
      await using stand = await openUnits(database)
      const first = await stand.work({ concurrency: 1 })
      let task = ''
      {
        await using source = await holdSource(stand, 'shop')
        task = await enqueueRefresh(stand.broker, { select: ['shop'] }, 'test')
        await source.waitedFor()
        await endLock(stand)
        await deliverAgain(stand, `${task}.shop`)
        await until(async () => (await unitRuns(stand)).length === 2)
      }
      expect(await stand.ended(task)).toEqual({ state: 'done', result: [[['dimension', 'shop', 2]], []] })
      await until(() => first.running() <= 1)
      const [former, latter] = (await stand.run()).units
      expect(former).toMatchObject({ status: expect.stringMatching(/^(failed|fenced)$/) })
      expect(latter).toMatchObject({ status: 'done', counts: { read: 2, new: 2 } })
      expect(await stand.rows('SELECT COUNT(*) FROM shop WHERE shop_key > 0')).toEqual(['2'])
      expect((await stand.run()).status).toBe('done')
    })

    test('FAULTS 59: a refresh goes on with the first one who is at it, and ends once', async () => {
      await using stand = await openUnits(database)
      const first = await stand.work({ concurrency: 1 })
      const task = await (async () => {
        await using source = await holdSource(stand, 'shop')
        const queued = await enqueueRefresh(stand.broker, {}, 'test')
        await source.waitedFor()
        await deliverAgain(stand, queued, 'refresh')
        await until(async () => (await stand.broker.refreshes.getDelayedCount()) === 1)
        return queued
      })()
      const result = [[['dimension', 'shop', 2]], [['fact', 'sale', 4]]]
      await until(async () => (await stand.run()).status === 'done')
      await hurry(stand.broker)
      expect(await stand.ended(task)).toEqual({ state: 'done', result })
      expect(await unitRuns(stand)).toEqual(['sale done', 'shop done'])
      expect(await stand.run()).toMatchObject({ id: 1, status: 'done' })
      expect(first.events.filter(({ kind }) => kind === 'run-finished')).toHaveLength(1)
    })
  })
})

async function openUnits(database: (typeof engines)[number]['database']): Promise<Stand> {
  const shop = dimensionFrom('shop')
  // Lost workers are noticed soon.
  const queue = { silence: '1 second' } as const
  const stand = await openStand(database, [shop, factOf('sale', [shop])], { queue })
  await makeSource(stand, 'shop')
  return stand
}

/** As if its worker had said nothing for too long: another worker is given the task that the first is still at. */
async function deliverAgain({ broker, work }: Stand, task: string, queue = 'units'): Promise<StandWorker> {
  await broker.redis.del(`${broker.warehouse.queue.name}:${queue}:${task}:lock`)
  return await work()
}

/** Ends the connection that holds the unit's lock. */
async function endLock({ engine, rows }: Stand): Promise<void> {
  const [text = '[]'] = await rows('SELECT connections FROM etl_lock')
  const [lock = ''] = JSON.parse(text) as string[]
  await using session = await engine.connect()
  expect(await session.kill(lock)).toBe(true)
}

async function unitRuns({ run }: Stand): Promise<readonly string[]> {
  return (await run()).units.map(({ unit, status }) => `${unit} ${status}`).sort()
}
