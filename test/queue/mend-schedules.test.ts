import { EventEmitter, once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { keepSchedules, mendSchedules, syncSchedules } from '../../loader/queue/schedules/index.ts'
import { mendSchedule } from '../../loader/queue/schedules/mend-schedule.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { atOwnTime, nightly, nothing, takeAll, takenIds, waitingIds } from './schedule-stand.ts'

const berlin = { cron: '30 2 * * *', zone: 'Europe/Berlin' }

describeRedis('what Redis has lost of the schedules', () => {
  const { at, brokerOf } = atOwnTime()

  test.each([
    ['once', [nightly('2026-11-21T01:30Z')]],
    ['skip', []],
  ] as const)('the next task (%s): set anew, and what was missed made up for', async (missed, expected) => {
    const broker = await brokerOf({ nightly: { ...berlin, missed } })
    await syncSchedules(broker)
    expect(await mendSchedules(broker)).toEqual(nothing)
    await broker.redis.del(`typeline:refresh:${nightly('2026-11-21T01:30Z')}`)
    await broker.redis.zrem('typeline:refresh:delayed', nightly('2026-11-21T01:30Z'))
    at('2026-11-23T00:00Z')
    expect(await mendSchedules(broker)).toEqual({ ...nothing, mended: ['nightly'] })
    expect(await mendSchedules(broker)).toEqual(nothing)
    expect(await takenIds(broker)).toEqual(expected)
    expect(await waitingIds(broker)).toEqual([nightly('2026-11-23T01:30Z')])
  })

  test('a task that ended before it could make the next one', async () => {
    const broker = await brokerOf({ nightly: berlin })
    await syncSchedules(broker)
    at('2026-11-21T02:00Z')
    await takeAll(broker)
    // As it stands where a worker was killed between the two.
    await broker.refreshes.removeJobScheduler('nightly')
    await broker.redis.zadd('typeline:refresh:repeat', Date.parse('2026-11-21T01:30Z'), 'nightly')
    await broker.redis.hset('typeline:refresh:repeat:nightly', {
      name: 'x',
      pattern: berlin.cron,
      tz: berlin.zone,
      ic: 1,
    })
    expect(await mendSchedules(broker)).toEqual({ ...nothing, mended: ['nightly'] })
    expect([await takenIds(broker), await waitingIds(broker)]).toEqual([[], [nightly('2026-11-22T01:30Z')]])
  })

  test('a task that was taken and done since one looked is no lost one', async () => {
    const broker = await brokerOf({ nightly: berlin })
    await syncSchedules(broker)
    const [seen] = await broker.refreshes.getJobSchedulers()
    at('2026-11-21T02:00Z')
    await takeAll(broker)
    expect(seen && (await mendSchedule(broker.refreshes, broker.warehouse, seen))).toBe(false)
    expect(await waitingIds(broker)).toEqual([nightly('2026-11-22T01:30Z')])
  })

  test('everything', async () => {
    const broker = await brokerOf({ nightly: berlin })
    await syncSchedules(broker)
    await broker.redis.flushdb()
    expect(await mendSchedules(broker)).toEqual({ ...nothing, added: ['nightly'] })
  })

  test('a worker sets them at its start and mends them now and then, until it ends', async () => {
    const broker = await brokerOf({ nightly: berlin })
    const told: string[] = []
    const heard = new EventEmitter()
    const tell = (sentence: string) => {
      told.push(sentence)
      heard.emit('told')
    }
    {
      using _kept = await keepSchedules(broker, tell, 20)
      expect(told).toEqual(['Schedules: added nightly.'])
      const again = once(heard, 'told')
      await broker.redis.flushdb()
      await again
      expect(told.slice(1)).toEqual(['Schedules: added nightly.'])
    }
    await broker.redis.flushdb()
    await sleep(60)
    expect([told.length, await waitingIds(broker)]).toEqual([2, []])
  })
})
