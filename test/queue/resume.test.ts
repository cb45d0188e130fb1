import { expect, test } from 'vitest'
import { beginRun, finishRun, openLog } from '../../loader/log/index.ts'
import { enqueueRefresh, enqueueResume, enqueueUnit } from '../../loader/queue/index.ts'
import { findTask } from '../../loader/queue/task/task-state.ts'
import { until } from '../cli/until.ts'
import { describePostgres } from '../servers/describe-postgres.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase, postgresDatabase } from '../servers/index.ts'
import { holdSource, makeSource } from './hold-source.ts'
import { hurry } from './hurry.ts'
import { openStand } from './open-stand.ts'
import { dimensionFrom, dimensionOf, factOf } from './stand-units.ts'

describeRedis('a run that is gone on with', () => {
  test('though it is done gives what it gave; a unit’s too', async () => {
    const read: string[] = []
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop', () => void read.push('shop'))])
    await stand.work()
    const result = [[['dimension', 'shop', 2]], []]
    expect(await stand.ended(await enqueueRefresh(stand.broker, {}, 'test'))).toEqual({ state: 'done', result })
    await stand.ended(await enqueueUnit(stand.broker, { name: 'shop', type: 'dimension' }, 'test'))
    for (const run of [1, 2])
      expect(await stand.ended(await enqueueResume(stand.broker, run, 'test'))).toEqual({ state: 'done', result })
    expect(read).toHaveLength(2)
    expect(await stand.rows('SELECT status FROM etl_run ORDER BY run_id')).toEqual(['done', 'done'])
  })

  test('must be one of the queue', async () => {
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop')])
    await stand.work()
    const log = await openLog(stand.engine)
    await finishRun(log, await beginRun(log, { software: 'test' }), 'failed', 'It failed.')
    for (const run of [1, 4711])
      expect(await stand.ended(await enqueueResume(stand.broker, run, 'test'))).toMatchObject({
        state: 'failed',
        error: { code: 'no-run', message: expect.stringContaining(`has no run ${run} that a task began`) },
      })
    expect((await stand.run()).status).toBe('failed')
  })

  describePostgres('while it is at work', () => {
    test('is waited for: nothing is loaded twice, both give its result', async () => {
      const shop = dimensionFrom('shop')
      await using stand = await openStand(postgresDatabase, [shop, factOf('sale', [shop])])
      await makeSource(stand, 'shop')
      await stand.work()
      let [first, second] = ['', '']
      {
        await using source = await holdSource(stand, 'shop')
        first = await enqueueRefresh(stand.broker, {}, 'test')
        await source.waitedFor()
        second = await enqueueResume(stand.broker, 1, 'test')
        await until(async () => (await (await findTask(stand.broker, second))?.getState()) === 'delayed')
      }
      const ended = { state: 'done', result: [[['dimension', 'shop', 2]], [['fact', 'sale', 4]]] }
      expect(await stand.ended(first)).toEqual(ended)
      await hurry(stand.broker)
      expect(await stand.ended(second)).toEqual(ended)
      expect((await stand.run()).units).toHaveLength(2)
    })
  })
})
