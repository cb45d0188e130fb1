import { expect, test } from 'vitest'
import { definitionsHash } from '../../loader/model/index.ts'
import { enqueueRefresh, enqueueUnit } from '../../loader/queue/index.ts'
import { findTask } from '../../loader/queue/task/task-state.ts'
import { until } from '../cli/until.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { hurry } from './hurry.ts'
import { openStand, type Stand } from './open-stand.ts'
import { shapeOf } from './shape-of.ts'
import { dimensionOf, factOf } from './stand-units.ts'

const tasks = [
  ['a unit', (stand: Stand) => enqueueUnit(stand.broker, { name: 'shop', type: 'dimension' }, 'test')],
  ['a refresh', (stand: Stand) => enqueueRefresh(stand.broker, {}, 'test')],
] as const

describeRedis('a worker of other definitions', () => {
  test.each(tasks)('FAULTS 66: puts %s off, and one of the same definitions loads it, once', async (_, enqueue) => {
    const read: string[] = []
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop', () => void read.push('shop'))])
    const former = await stand.work({ shape: otherShape(stand) })
    const task = await enqueue(stand)
    await delayed(stand, task)
    const job = await findTask(stand.broker, task)
    expect(job?.data.waiting).toEqual({ for: 'definitions', since: expect.any(Number) })
    expect(Math.abs(Date.now() - Number(job?.data.waiting.since))).toBeLessThan(60_000)

    // Looked at again, it has been waiting since the first time.
    await hurry(stand.broker)
    await until(async () => ((await findTask(stand.broker, task))?.attemptsStarted ?? 0) >= 2)
    await delayed(stand, task)
    const again = await findTask(stand.broker, task)
    expect(again?.data.waiting).toEqual(job?.data.waiting)
    expect(again?.attemptsMade).toBe(0)

    await former.leave(0)
    await stand.work()
    await hurry(stand.broker)
    expect((await stand.ended(task)).state).toBe('done')
    expect(read).toEqual(['shop'])
    expect(await stand.run()).toMatchObject({ id: 1, status: 'done' })
  })

  test.each(tasks)('FAULTS 66: refuses %s after ten minutes, naming both; nothing is loaded', async (_, enqueue) => {
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop')])
    const other = otherShape(stand)
    await stand.work({ shape: other })
    const task = await enqueue(stand)
    await delayed(stand, task)
    const job = await findTask(stand.broker, task)
    await job?.updateData({ ...job.data, waiting: { ...job.data.waiting, since: Date.now() - 600_001 } })
    await hurry(stand.broker)
    const ended = await stand.ended(task)
    expect(ended).toMatchObject({ state: 'failed', error: { code: 'definitions-differ' } })
    const message = ended.state === 'failed' ? ended.error.message : ''
    for (const shape of [stand.shape, other]) expect(message).toContain(definitionsHash(shape))
    expect(message).toContain('Deploy the same version')
    expect(await stand.rows('SELECT COUNT(*) FROM etl_run')).toEqual(['0'])
  })

  test('FAULTS 66: a task that says it has waited since tomorrow does not wait until then', async () => {
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop')])
    await stand.work({ shape: otherShape(stand) })
    const task = await enqueueRefresh(stand.broker, {}, 'test')
    await delayed(stand, task)
    const job = await findTask(stand.broker, task)
    const tomorrow = Date.now() + 86_400_000
    await job?.updateData({ ...job.data, waiting: { for: 'definitions', since: tomorrow } })
    await hurry(stand.broker)
    await until(async () => Number((await findTask(stand.broker, task))?.data.waiting.since) < tomorrow)
    expect(Number((await findTask(stand.broker, task))?.data.waiting.since)).toBeLessThanOrEqual(Date.now())
  })
})

/** The same warehouse with a fact more. */
function otherShape({ url, redis }: Stand) {
  const shop = dimensionOf('shop')
  return shapeOf(url, redis, [shop, factOf('sale', [shop])])
}

async function delayed(stand: Stand, task: string): Promise<void> {
  await until(async () => (await (await findTask(stand.broker, task))?.getState()) === 'delayed')
}
