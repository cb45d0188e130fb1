import { expect, test } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import { enqueueRefresh, enqueueUnit } from '../../loader/queue/index.ts'
import { findTask } from '../../loader/queue/task/task-state.ts'
import { until } from '../cli/until.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { openStand, type Stand } from './open-stand.ts'
import { dimensionOf, factOf } from './stand-units.ts'
import { toldUnits } from './told-units.ts'

const lost = () => new DatabaseError('connection-lost', 'The connection to shop was lost.', { transient: true })

/** Throws what it is told to, for so many reads. */
function failing(times: number, error: () => Error) {
  const reads = { count: 0 }
  return {
    reads,
    read: () => {
      if (reads.count++ < times) throw error()
    },
  }
}

/** The pause of each try, in milliseconds, shortened to none once it was seen. */
async function pauses({ broker }: Stand, task: string): Promise<readonly number[]> {
  const seen: number[] = []
  for (;;) {
    let state = 'unknown'
    await until(async () => {
      state = (await (await findTask(broker, task))?.getState()) ?? 'unknown'
      return state === 'delayed' || state === 'completed' || state === 'failed'
    })
    if (state !== 'delayed') return seen
    const job = await findTask(broker, task)
    if (job === undefined || (await job.getState()) !== 'delayed') continue
    seen.push(job.delay)
    await job.promote()
  }
}

describeRedis('a unit that fails', () => {
  test('of an error that passes by itself is tried again after growing pauses, and done at last', async () => {
    const { reads, read } = failing(3, lost)
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop', read)])
    const worker = await stand.work()
    const task = await enqueueUnit(stand.broker, { name: 'shop', type: 'dimension' }, 'test')
    const [first = 0, second = 0, third = 0, ...more] = await pauses(stand, task)
    expect(more).toEqual([])
    for (const [pause, least] of [
      [first, 1000],
      [second, 2000],
      [third, 4000],
    ] as const) {
      expect(pause).toBeGreaterThanOrEqual(least)
      expect(pause).toBeLessThanOrEqual(2 * least)
    }
    expect(await stand.ended(task)).toEqual({ state: 'done', result: ['dimension', 'shop', 2] })
    expect(reads.count).toBe(4)
    expect((await stand.run()).units.map(({ status, errorCode }) => [status, errorCode])).toEqual([
      ...Array(3).fill(['failed', 'connection-lost']),
      ['done', null],
    ])
    expect((await stand.run()).status).toBe('done')
    expect(toldUnits(worker).filter((line) => line === 'shop failed')).toHaveLength(3)
  })

  test('each time is given up after as many tries as the configuration allows, and its refresh with it', async () => {
    const { reads, read } = failing(99, lost)
    const shop = dimensionOf('shop', read)
    await using stand = await openStand(duckdbDatabase, [shop, factOf('sale', [shop])], { queue: { attempts: 2 } })
    await stand.work()
    const task = await enqueueRefresh(stand.broker, {}, 'test')
    expect(await pauses(stand, `${task}.shop`)).toHaveLength(1)
    expect(await stand.ended(task)).toMatchObject({ state: 'failed', error: { code: 'refresh-failed' } })
    expect(reads.count).toBe(2)
    const child = await stand.ended(`${task}.shop`)
    expect(child).toMatchObject({ error: { code: 'connection-lost', message: 'The connection to shop was lost.' } })
    expect(await stand.run()).toMatchObject({
      status: 'failed',
      error: 'Run 1: 1 of 2 units failed: shop; 1 not begun: sale.',
    })
  })

  test.each<[string, () => Error, string | undefined]>([
    ['a definition that does not fit', () => new DatabaseError('no-table', 'There is no table shop.'), 'no-table'],
    ['a bug', () => new TypeError('x is undefined'), undefined],
  ])('of %s is not tried again', async (_, error, code) => {
    const { reads, read } = failing(99, error)
    await using stand = await openStand(duckdbDatabase, [dimensionOf('shop', read)])
    await stand.work()
    const task = await enqueueUnit(stand.broker, { name: 'shop', type: 'dimension' }, 'test')
    const ended = await stand.ended(task)
    expect(ended).toMatchObject({ state: 'failed', error: { message: error().message } })
    expect(ended.state === 'failed' && 'code' in ended.error ? ended.error.code : undefined).toBe(code)
    expect(reads.count).toBe(1)
    expect(await stand.run()).toMatchObject({ status: 'failed', error: 'Run 1: 1 of 1 units failed: shop.' })
  })
})
