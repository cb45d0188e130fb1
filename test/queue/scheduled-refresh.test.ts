import { expect, test } from 'vitest'
import type { ScheduleShape } from '../../loader/model/index.ts'
import { keepSchedules, listSchedules, triggerSchedule } from '../../loader/queue/index.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { duckdbDatabase } from '../servers/index.ts'
import { openStand } from './open-stand.ts'
import { dimensionOf, factOf } from './stand-units.ts'

const each: ScheduleShape = {
  cron: '* * * * * *',
  zone: 'Europe/Berlin',
  select: ['+sale'],
  exclude: ['item'],
  missed: 'once',
}
const never: ScheduleShape = { cron: '0 0 29 2 *', zone: 'UTC', select: ['item'], exclude: [], missed: 'skip' }

describeRedis('a refresh that a schedule asks for', () => {
  test('begins by itself at its time and loads what the schedule selects; by hand too; a missed one is left out where that is the rule', async () => {
    const [shop, item] = [dimensionOf('shop'), dimensionOf('item')]
    await using stand = await openStand(duckdbDatabase, [shop, item, factOf('sale', [shop])])
    const shape = { ...stand.shape, schedules: { each, never } }
    const place = { ...stand.broker, warehouse: shape }
    const worker = await stand.work({ shape })
    const kept = await keepSchedules(place, () => {})
    const due = (await stand.broker.refreshes.getJobScheduler('each'))?.next ?? 0
    expect(await stand.ended(`repeat:each:${due}`)).toEqual({
      state: 'done',
      result: [[['dimension', 'shop', 2]], [['fact', 'sale', 4]]],
    })
    expect((await stand.run()).command).toBe('schedule each')
    kept[Symbol.dispose]()
    await stand.broker.refreshes.removeJobScheduler('each')

    const byHand = await triggerSchedule(place, 'never')
    expect(await stand.ended(byHand)).toEqual({ state: 'done', result: [[['dimension', 'item', 2]], []] })
    const long = `repeat:never:${Date.parse('2024-02-29T00:00Z')}`
    await stand.broker.refreshes.add('refresh_data_warehouse', { schedule: 'never' }, { jobId: long })
    expect(await stand.ended(long)).toEqual({ state: 'done', result: [[], []] })
    expect(worker.warnings).toEqual([
      expect.stringMatching(/^The refresh of the schedule never is left out: it was due at 2024-02-29/),
    ])
    const [, listed] = await listSchedules(place)
    expect(listed).toMatchObject({
      name: 'never',
      last: { task: long, status: 'done', nominal: '2024-02-29T00:00:00.000Z' },
    })
  })
})
