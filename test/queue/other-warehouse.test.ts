import { expect, test } from 'vitest'
import { beginTaskRun, openLog } from '../../loader/log/index.ts'
import { enqueueRefresh } from '../../loader/queue/index.ts'
import { until } from '../cli/until.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { openStand, type Stand } from './open-stand.ts'
import { dimensionOf } from './stand-units.ts'

describeRedis('another warehouse on the same Redis under the same name', () => {
  test.each<[string, (other: Stand) => Promise<unknown>]>([
    ['no run', async () => {}],
    [
      'a run of the same number',
      async ({ engine }) => beginTaskRun(await openLog(engine), 'its own task', { software: 'test', plan: '{}' }),
    ],
  ])('whose worker has %s refuses a unit of ours, and says what to do', async (_, before) => {
    const read: string[] = []
    const units = [dimensionOf('shop', () => void read.push('shop'), { class: 'heavy' })]
    await using ours = await openStand(duckdbDatabase, units)
    await using theirs = await openStand(duckdbDatabase, units, { redis: ours.redis })
    await before(theirs)
    await ours.work({ classes: ['default'] })
    const task = await enqueueRefresh(ours.broker, {}, 'test')
    // Ours has begun the run by now, and waits for a worker of the class.
    await until(async () => (await ours.broker.units.heavy.getWaitingCount()) === 1)
    await theirs.work({ classes: ['heavy'] })
    expect(await ours.ended(task)).toMatchObject({ state: 'failed', error: { code: 'refresh-failed' } })
    expect(await ours.ended(`${task}.shop`)).toMatchObject({
      state: 'failed',
      error: { code: 'no-run', message: expect.stringMatching(/has no run 1: .*its own queue\.name in config\.ts\.$/) },
    })
    expect(read).toEqual([])
  })
})
