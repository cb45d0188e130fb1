import { hostname } from 'node:os'
import { expect, test } from 'vitest'
import { beginRun, openLog, takeUnit } from '../../loader/log/index.ts'
import { enqueueUnit } from '../../loader/queue/index.ts'
import { findTask } from '../../loader/queue/task/task-state.ts'
import { until } from '../cli/until.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { hurry } from './hurry.ts'
import { openStand, type Stand } from './open-stand.ts'
import { dimensionOf } from './stand-units.ts'

describeRedis('units that a run without a queue is at', () => {
  test('are waited for, for ten minutes, and loaded when it has ended; no try is counted', async () => {
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop'), dimensionOf('item')])
    const log = await openLog(stand.engine)
    const run = await beginRun(log, { software: 'test' })
    const hold = (name: string) =>
      takeUnit(log, run, { name, kind: 'dimension', definition: { hash: 'h', text: '{}' } })
    await using _item = await hold('item')
    const shop = await hold('shop')
    const worker = await stand.work()
    const [loaded, refused] = await Promise.all(
      ['shop', 'item'].map((name) => enqueueUnit(stand.broker, { name, type: 'dimension' }, 'test')),
    )
    for (const task of [loaded, refused]) {
      const job = await putOff(stand, task)
      expect(job?.attemptsMade).toBe(0)
      expect(job?.data.waiting).toEqual({ for: 'locked', since: expect.any(Number) })
    }
    expect(worker.warnings).toContainEqual(
      expect.stringMatching(
        /^shop of run [23] is loaded elsewhere, by another loader; it is looked at again in a moment\.$/,
      ),
    )
    // Nobody hears of a unit that has not begun.
    expect(worker.events.filter(({ kind }) => kind.startsWith('unit'))).toEqual([])

    await shop[Symbol.asyncDispose]()
    await hurry(stand.broker)
    await until(async () => {
      const job = await findTask(stand.broker, refused ?? '')
      const state = await job?.getState()
      if (state === 'delayed') {
        await job?.updateData({ ...job.data, waiting: { for: 'locked', since: Date.now() - 600_001 } })
        await job?.promote().catch(() => undefined)
      }
      return state === 'failed'
    })
    expect(await stand.ended(loaded ?? '')).toEqual({ state: 'done', result: ['dimension', 'shop', 2] })
    expect(await stand.ended(refused ?? '')).toMatchObject({
      state: 'failed',
      error: { code: 'locked', message: expect.stringContaining(`process ${process.pid} on ${hostname()}, run 1`) },
    })
    expect(await stand.rows('SELECT status FROM etl_run WHERE run_id > 1 ORDER BY status')).toEqual(['done', 'failed'])
  })
})

async function putOff(stand: Stand, task = '') {
  await until(async () => (await (await findTask(stand.broker, task))?.getState()) === 'delayed')
  return await findTask(stand.broker, task)
}
