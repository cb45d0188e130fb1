import { describe, expect, test } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import { beginTaskRun, openLog } from '../../loader/log/index.ts'
import { cancelTask, enqueueRefresh, enqueueResume, enqueueUnit } from '../../loader/queue/index.ts'
import { askToCancel } from '../../loader/queue/task/cancelling.ts'
import { planTask, planText } from '../../loader/queue/task/task-plan.ts'
import { findTask } from '../../loader/queue/task/task-state.ts'
import { until } from '../cli/until.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase, engines } from '../servers/index.ts'
import { holdSource, makeSource } from './hold-source.ts'
import { openStand, type Stand } from './open-stand.ts'
import { dimensionFrom, dimensionOf, factOf } from './stand-units.ts'
import { toldUnits } from './told-units.ts'

const servers = engines.filter(({ name }) => name !== 'duckdb')
const shopAlone = { name: 'shop', type: 'dimension' } as const

describeRedis('what is being loaded', () => {
  describe.each(servers)('($name)', ({ database }) => {
    test('is cancelled: its statement ends on the server, nothing of it is kept, its run is cancelled', async () => {
      await using stand = await openShop(database)
      await using source = await holdSource(stand, 'shop')
      await stand.work()
      const task = await enqueueUnit(stand.broker, shopAlone, 'test')
      await source.waitedFor()
      expect(await cancelTask(stand.broker, '1')).toEqual({ task, takenOut: false })
      expect(await stand.ended(task)).toMatchObject({
        state: 'failed',
        error: { code: 'cancelled', message: expect.stringContaining('was cancelled by queue cancel') },
      })
      await until(async () => (await source.waiting()) === 0)
      expect(await stand.run()).toMatchObject({ status: 'cancelled', units: [{ unit: 'shop', status: 'cancelled' }] })
      await expect(cancelTask(stand.broker, task)).rejects.toMatchObject({ code: 'unknown-task' })
    })

    test('is stopped when its time is up: the same, and told so', async () => {
      await using stand = await openShop(database, { timeLimit: '1 second' })
      await using source = await holdSource(stand, 'shop')
      const worker = await stand.work()
      const task = await enqueueUnit(stand.broker, shopAlone, 'test')
      await source.waitedFor()
      expect(await stand.ended(task)).toMatchObject({
        state: 'failed',
        error: {
          code: 'time-limit',
          message: expect.stringMatching(/^shop of run 1 took longer than the 1 seconds of queue\.timeLimit/),
        },
      })
      await until(async () => (await source.waiting()) === 0)
      expect(await stand.run()).toMatchObject({ status: 'failed', units: [{ unit: 'shop', status: 'cancelled' }] })
      expect((await findTask(stand.broker, task))?.attemptsMade).toBe(1)
      expect(toldUnits(worker)).toEqual(['shop begins', 'shop failed'])
    })

    test('of a refresh is cancelled with it, what waits is not begun; gone on with, all of it is loaded', async () => {
      await using stand = await openShop(database)
      const task = await enqueueRefresh(stand.broker, {}, 'test')
      {
        await using source = await holdSource(stand, 'shop')
        await stand.work({ concurrency: 1 })
        await source.waitedFor()
        // Behind it, in the queue.
        await until(async () => (await (await findTask(stand.broker, `${task}.item`))?.getState()) === 'waiting')
        await cancelTask(stand.broker, task)
        expect(await stand.ended(task)).toMatchObject({ state: 'failed', error: { code: 'refresh-failed' } })
        await until(async () => (await source.waiting()) === 0)
      }
      expect(await stand.run()).toMatchObject({
        status: 'cancelled',
        error: 'Run 1: 1 of 3 units failed: shop; 2 not begun: item, sale.',
        units: [{ unit: 'shop', status: 'cancelled' }],
      })
      // Taken out, or refused by the worker that had just become free.
      expect((await findTask(stand.broker, `${task}.item`))?.failedReason ?? 'cancelled').toMatch(/^cancelled/)
      const again = await stand.ended(await enqueueResume(stand.broker, 1, 'test'))
      expect(again).toMatchObject({ state: 'done', result: [[{ 1: 'shop' }, { 1: 'item' }], [{ 1: 'sale' }]] })
    })

    test('of a refresh is cancelled alone, by its own task: the others are loaded', async () => {
      await using stand = await openShop(database)
      await using source = await holdSource(stand, 'shop')
      await stand.work()
      const task = await enqueueRefresh(stand.broker, {}, 'test')
      await source.waitedFor()
      await cancelTask(stand.broker, `${task}.shop`)
      expect(await stand.ended(`${task}.shop`)).toMatchObject({ state: 'failed', error: { code: 'cancelled' } })
      expect(await stand.ended(task)).toMatchObject({ state: 'failed' })
      const { status, units } = await stand.run()
      expect(status).toBe('cancelled')
      expect(units.map((one) => `${one.unit} ${one.status}`).sort()).toEqual(['item done', 'shop cancelled'])
    })
  })
})

describeRedis('what waits', () => {
  test('is taken out: no worker ever sees it', async () => {
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop')])
    const [unit, refresh] = [
      await enqueueUnit(stand.broker, shopAlone, 'test'),
      await enqueueRefresh(stand.broker, {}, 'test'),
    ]
    for (const task of [unit, refresh]) expect(await cancelTask(stand.broker, task)).toEqual({ task, takenOut: true })
    await stand.work()
    for (const task of [unit, refresh]) expect(await stand.ended(task)).toEqual({ state: 'unknown' })
    expect(await stand.rows('SELECT COUNT(*) FROM etl_run')).toEqual(['0'])
  })

  test('for its next try is taken up at once, and its run is cancelled', async () => {
    const read = () => {
      throw new DatabaseError('connection-lost', 'It was lost.', { transient: true })
    }
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop', read)])
    const worker = await stand.work()
    const task = await enqueueUnit(stand.broker, shopAlone, 'test')
    await until(async () => (await stand.broker.units.default.getDelayedCount()) === 1)
    await cancelTask(stand.broker, task)
    expect(await stand.ended(task)).toMatchObject({ state: 'failed', error: { code: 'cancelled' } })
    expect(await stand.run()).toMatchObject({ status: 'cancelled', units: [{ status: 'failed' }] })
    await until(() => worker.events.some(({ kind }) => kind === 'run-finished'))
  })

  test('to delete the tables first deletes none, though its run had begun', async () => {
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop')])
    const { broker, shape } = stand
    const worker = await stand.work()
    await stand.ended(await enqueueRefresh(broker, {}, 'test'))
    await worker.leave(0)
    const task = await enqueueRefresh(broker, { deleteExistingTables: true }, 'test')
    // Its worker was killed here.
    const plan = planText(planTask(shape, (await findTask(broker, task))?.data))
    await beginTaskRun(await openLog(stand.engine), task, { software: 'test', plan })
    await askToCancel(broker.redis, shape.queue.name, task)
    await stand.work()
    expect(await stand.ended(task)).toMatchObject({ state: 'failed', error: { code: 'refresh-failed' } })
    expect(await stand.run()).toMatchObject({ id: 2, status: 'cancelled', units: [] })
    expect(await stand.rows('SELECT COUNT(*) FROM shop WHERE shop_key > 0')).toEqual(['2'])
  })

  test('is no task, or one that has ended: told so', async () => {
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop')])
    await stand.work()
    const task = await enqueueRefresh(stand.broker, {}, 'test')
    await stand.ended(task)
    for (const target of [task, '1', '4711', 'no such task'])
      await expect(cancelTask(stand.broker, target)).rejects.toMatchObject({ code: 'unknown-task' })
  })
})

async function openShop(database: (typeof engines)[number]['database'], queue = {}): Promise<Stand> {
  const [shop, item] = [dimensionFrom('shop'), dimensionOf('item')]
  const stand = await openStand(database, [shop, item, factOf('sale', [shop, item])], { queue })
  await makeSource(stand, 'shop')
  return stand
}
