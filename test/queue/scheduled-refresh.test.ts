import { expect, test, vi } from 'vitest'
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

  test('FAULTS 65: the worker that takes it sets the next time by the same rule', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      vi.setSystemTime(new Date('2026-10-31T12:00Z'))
      await using stand = await openStand(duckdbDatabase, [dimensionOf('item')])
      const nightly = { ...never, cron: '30 1 * * *', zone: 'America/New_York', missed: 'once' } as const
      const shape = { ...stand.shape, schedules: { nightly } }
      const kept = await keepSchedules({ ...stand.broker, warehouse: shape }, () => {})
      kept[Symbol.dispose]()
      // Half an hour late, in the second of two equal hours, in which half past one is still to come on the clock.
      vi.setSystemTime(new Date('2026-11-01T06:05Z'))
      await stand.work({ shape })
      expect(await stand.ended(`repeat:nightly:${Date.parse('2026-11-01T05:30Z')}`)).toMatchObject({ state: 'done' })
      const next = (await stand.broker.refreshes.getJobScheduler('nightly'))?.next ?? 0
      expect(new Date(next).toISOString()).toBe('2026-11-02T06:30:00.000Z')
    } finally {
      vi.useRealTimers()
    }
  })
})
