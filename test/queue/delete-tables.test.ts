import { expect, test } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import { enqueueRefresh, enqueueResume } from '../../loader/queue/index.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { openStand } from './open-stand.ts'
import { dimensionOf, factOf } from './stand-units.ts'

describeRedis('a refresh that deletes the tables first', () => {
  test('loads all of it anew; gone on with, it deletes nothing again', async () => {
    let healthy = true
    const shop = dimensionOf('shop')
    const sale = factOf('sale', [shop], () => {
      if (!healthy) throw new DatabaseError('no-table', 'There is no table sale.')
    })
    await using stand = await openStand(duckdbDatabase, [shop, sale])
    await stand.work()
    const refresh = { deleteExistingTables: true }
    const loaded = { state: 'done', result: [[['dimension', 'shop', 2]], [['fact', 'sale', 4]]] }
    expect(await stand.ended(await enqueueRefresh(stand.broker, {}, 'test'))).toEqual(loaded)
    const mark = "UPDATE shop SET name = 'by hand' WHERE id = 1"
    const marked = () => stand.rows("SELECT id FROM shop WHERE name = 'by hand'")
    const deletions = () => stand.rows('SELECT deleted_at IS NOT NULL FROM etl_task ORDER BY run_id, added_at')

    await stand.execute(mark)
    expect(await stand.ended(await enqueueRefresh(stand.broker, refresh, 'test'))).toEqual(loaded)
    expect(await marked()).toEqual([])
    expect(await deletions()).toEqual(['false', 'true'])

    healthy = false
    const failed = await stand.ended(await enqueueRefresh(stand.broker, refresh, 'test'))
    expect(failed).toMatchObject({ state: 'failed', error: { code: 'refresh-failed' } })
    await stand.execute(mark)
    healthy = true
    expect(await stand.ended(await enqueueResume(stand.broker, 3, 'test'))).toEqual(loaded)
    // The dimension was done: neither its table nor its rows were touched again.
    expect(await marked()).toEqual(['1'])
    expect(await deletions()).toEqual(['false', 'true', 'true', 'true'])
    expect(await stand.rows('SELECT COUNT(*) FROM sale WHERE shop_key > 0')).toEqual(['4'])
  })

  test('of a dimension alone whose facts would be left behind is refused before it is queued', async () => {
    const shop = dimensionOf('shop')
    await using stand = await openStand(duckdbDatabase, [shop, factOf('sale', [shop])])
    const refused = enqueueRefresh(stand.broker, { deleteExistingTables: true, select: ['shop'] }, 'test')
    await expect(refused).rejects.toMatchObject({ code: 'orphaned-facts' })
    expect(await stand.broker.refreshes.getWaitingCount()).toBe(0)
  })
})
