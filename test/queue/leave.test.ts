import { expect, test } from 'vitest'
import { enqueueRefresh } from '../../loader/queue/index.ts'
import { findTask } from '../../loader/queue/task/task-state.ts'
import { until } from '../cli/until.ts'
import { describePostgres } from '../servers/describe-postgres.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { postgresDatabase } from '../servers/index.ts'
import { holdSource, makeSource } from './hold-source.ts'
import { openStand, type Stand } from './open-stand.ts'
import { dimensionFrom, dimensionOf, factOf } from './stand-units.ts'
import { toldUnits } from './told-units.ts'

const result = [
  [
    ['dimension', 'shop', 2],
    ['dimension', 'item', 2],
  ],
  [['fact', 'sale', 4]],
]

describeRedis('a worker that leaves', () => {
  describePostgres('in the middle of a refresh', () => {
    test('ends its units within the grace; another one goes on with the refresh meanwhile', async () => {
      await using stand = await openShop()
      const former = await stand.work()
      let left: Promise<void>
      let task = ''
      {
        await using source = await holdSource(stand, 'shop')
        task = await enqueueRefresh(stand.broker, {}, 'test')
        await source.waitedFor()
        await until(() => toldUnits(former).includes('item done'))
        left = former.leave(30_000)
        const latter = await stand.work()
        // The refresh is at the other one, which waits for the unit too.
        await until(() => latter.events.some(({ kind }) => kind === 'run-started'))
        await until(() => former.running() === 1)
        expect(toldUnits(latter)).toEqual([])
      }
      await left
      expect(toldUnits(former)).toContain('shop done')
      expect(toldUnits(former)).not.toContain('sale begins')
      expect(await stand.ended(task)).toEqual({ state: 'done', result })
      expect(await unitRuns(stand)).toEqual(['item done', 'sale done', 'shop done'])
      expect(await stand.run()).toMatchObject({ id: 1, status: 'done' })
    })

    test('stops them after it: rolled back, and loaded by another one at once; no try is counted', async () => {
      await using stand = await openShop()
      const former = await stand.work()
      let task = ''
      {
        await using source = await holdSource(stand, 'shop')
        task = await enqueueRefresh(stand.broker, {}, 'test')
        await source.waitedFor()
        await until(() => toldUnits(former).includes('item done'))
        await former.leave(0)
        expect(former.running()).toBe(0)
        expect(await source.waiting()).toBe(0)
        const child = await findTask(stand.broker, `${task}.shop`)
        expect([await child?.getState(), child?.attemptsMade]).toEqual(['waiting', 0])
        expect((await stand.run()).status).toBe('running')
        await stand.work()
        await source.waitedFor()
      }
      expect(await stand.ended(task)).toEqual({ state: 'done', result })
      expect(await unitRuns(stand)).toEqual(['item done', 'sale done', 'shop cancelled', 'shop done'])
      expect(await stand.run()).toMatchObject({ id: 1, status: 'done' })
      expect(await stand.rows('SELECT no FROM sale WHERE shop_key > 0')).toHaveLength(4)
    })

    test('and takes nothing any more; alone with no task it leaves at once', async () => {
      await using stand = await openShop()
      const worker = await stand.work()
      await worker.leave(30_000)
      const task = await enqueueRefresh(stand.broker, {}, 'test')
      expect(await (await findTask(stand.broker, task))?.getState()).toBe('waiting')
      expect(await stand.rows('SELECT COUNT(*) FROM etl_run')).toEqual(['0'])
    })
  })
})

async function openShop(): Promise<Stand> {
  const [shop, item] = [dimensionFrom('shop'), dimensionOf('item')]
  const stand = await openStand(postgresDatabase, [shop, item, factOf('sale', [shop, item])])
  await makeSource(stand, 'shop')
  return stand
}

async function unitRuns({ run }: Stand): Promise<readonly string[]> {
  return (await run()).units.map(({ unit, status }) => `${unit} ${status}`).sort()
}
