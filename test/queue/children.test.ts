import { expect, test } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import { enqueueRefresh, enqueueResume, followTask } from '../../loader/queue/index.ts'
import { findTask } from '../../loader/queue/task/task-state.ts'
import { until } from '../cli/until.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { openStand, type Stand } from './open-stand.ts'
import { dimensionOf, factOf } from './stand-units.ts'
import { toldUnits } from './told-units.ts'

describeRedis('a refresh of which one unit is lost', () => {
  test('FAULTS 63: one that fails fails it; the others are loaded, what needs it is skipped and named', async () => {
    let healthy = false
    const item = dimensionOf('item', () => {
      if (!healthy) throw new DatabaseError('no-table', 'There is no table item.')
    })
    const shop = dimensionOf('shop')
    const units = [item, shop, factOf('sale', [shop, item]), factOf('visit', [shop])]
    await using stand = await openStand(duckdbDatabase, units)
    const worker = await stand.work()
    const task = await enqueueRefresh(stand.broker, {}, 'test')
    const { state, result } = await followTask(stand.broker, task, {
      signal: AbortSignal.timeout(30_000),
      listener: () => {},
      notice: () => {},
    })
    const sentence = 'Run 1: 1 of 4 units failed: item; 1 not begun: sale.'
    expect(state).toMatchObject({ state: 'failed', error: { code: 'refresh-failed', message: sentence } })
    expect(result?.units).toMatchObject([
      { unit: 'item', status: 'failed', error: { code: 'no-table', message: 'There is no table item.' } },
      { unit: 'shop', status: 'done', counts: { read: 2, new: 2 } },
      { unit: 'sale', status: 'skipped', because: ['item'] },
      { unit: 'visit', status: 'done', counts: { read: 4 } },
    ])
    expect(toldUnits(worker)).toContain('sale skipped')
    expect(await stand.run()).toMatchObject({ status: 'failed', error: sentence })
    expect(await stand.rows('SELECT COUNT(*) FROM visit WHERE shop_key > 0')).toEqual(['4'])

    // Mended, it is gone on with: what is done is not loaded again.
    healthy = true
    await stand.ended(await enqueueResume(stand.broker, 1, 'test'))
    expect(await loads(stand)).toEqual(['item done', 'item failed', 'sale done', 'shop done', 'visit done'])
    expect((await stand.run()).status).toBe('done')
  })

  test.each<[string, (stand: Stand, child: string) => Promise<unknown>]>([
    ['taken out', async ({ broker }, child) => await (await findTask(broker, child))?.remove()],
    ['drained', async ({ broker }) => await broker.units.heavy.drain()],
    [
      'deleted in Redis with all that it says',
      async ({ broker }) => await broker.units.heavy.obliterate({ force: true }),
    ],
  ])('FAULTS 63: one whose task is %s ends it as failed, and not never', async (_, remove) => {
    const shop = dimensionOf('shop')
    const heavy = dimensionOf('item', () => {}, { class: 'heavy' })
    await using stand = await openStand(duckdbDatabase, [shop, heavy, factOf('sale', [shop, heavy])])
    // None takes what is heavy.
    await stand.work({ classes: ['default'] })
    const task = await enqueueRefresh(stand.broker, {}, 'test')
    const child = `${task}.item`
    await until(async () => (await findTask(stand.broker, child)) !== undefined)
    await remove(stand, child)
    expect(await stand.ended(task)).toMatchObject({
      state: 'failed',
      error: { code: 'refresh-failed', message: 'Run 1: 1 of 3 units failed: item; 1 not begun: sale.' },
    })
    expect(await loads(stand)).toEqual(['shop done'])
  })
})

async function loads(stand: Stand): Promise<readonly string[]> {
  return (await stand.run()).units.map(({ unit, status }) => `${unit} ${status}`).sort()
}
