import { expect, test } from 'vitest'
import {
  listSchedules,
  mendSchedules,
  pauseSchedule,
  resumeSchedule,
  scheduledStart,
  syncSchedules,
  triggerSchedule,
} from '../../loader/queue/schedules/index.ts'
import { describeRedis } from '../servers/describe-redis.ts'
import { atOwnTime, nightly, nothing, takeAll, takenIds, waitingIds } from './schedule-stand.ts'

const berlin = { cron: '30 2 * * *', zone: 'Europe/Berlin' }
const newYork = { cron: '30 2 * * *', zone: 'America/New_York' }

describeRedis('schedules in Redis, at a time of our own', () => {
  const { at, brokerOf } = atOwnTime()
  test('Redis has what the configuration says, and is not touched where it has it', async () => {
    const first = await brokerOf({ nightly: berlin, weekly: { cron: '0 6 * * 1', zone: 'UTC' } })
    expect(await syncSchedules(first)).toEqual({ ...nothing, added: ['nightly', 'weekly'] })
    expect(await syncSchedules(first)).toEqual(nothing)
    expect(await waitingIds(first)).toEqual([
      nightly('2026-11-21T01:30Z'),
      `repeat:weekly:${Date.parse('2026-11-23T06:00Z')}`,
    ])
    const task = await first.refreshes.getJob(nightly('2026-11-21T01:30Z'))
    expect(task).toMatchObject({ name: 'refresh_data_warehouse', data: { schedule: 'nightly' } })

    const second = await brokerOf({ nightly: newYork, hourly: { cron: '0 * * * *', zone: 'UTC' } })
    const changes = { ...nothing, added: ['hourly'], changed: ['nightly'], removed: ['weekly'] }
    expect(await syncSchedules(second)).toEqual(changes)
    expect(await waitingIds(second)).toEqual([
      `repeat:hourly:${Date.parse('2026-11-20T13:00Z')}`,
      nightly('2026-11-21T07:30Z'),
    ])
  })

  test('FAULTS 65: in a gap of the clocks and in a repeated hour, once, whenever it is taken', async () => {
    at('2026-03-07T12:00Z')
    const broker = await brokerOf({ nightly: newYork, early: { ...newYork, cron: '30 1 * * *' } })
    await syncSchedules(broker)
    at('2026-03-08T06:59:59Z')
    expect(await takenIds(broker)).toEqual([`repeat:early:${Date.parse('2026-03-08T06:30Z')}`])
    at('2026-03-08T07:00:01Z')
    expect(await takenIds(broker)).toEqual([nightly('2026-03-08T07:00Z')])
    at('2026-10-31T12:00Z')
    await takeAll(broker)
    // Taken in the second of the two hours, in which half past one is still to come on the clock.
    at('2026-11-01T06:05Z')
    expect(await takenIds(broker)).toEqual([`repeat:early:${Date.parse('2026-11-01T05:30Z')}`])
    at('2026-11-01T06:45Z')
    expect(await takenIds(broker)).toEqual([])
    at('2026-11-02T06:31Z')
    expect(await takenIds(broker)).toEqual([
      nightly('2026-11-01T07:30Z'),
      `repeat:early:${Date.parse('2026-11-02T06:30Z')}`,
    ])
  })

  test('FAULTS 65: all times that were missed while nothing ran are made up for by one refresh', async () => {
    const broker = await brokerOf({ nightly: berlin })
    await syncSchedules(broker)
    at('2026-11-24T09:00Z')
    expect(await syncSchedules(broker)).toEqual(nothing)
    const [task, ...more] = await takeAll(broker)
    expect([task?.id, more, await waitingIds(broker)]).toEqual([
      nightly('2026-11-21T01:30Z'),
      [],
      [nightly('2026-11-25T01:30Z')],
    ])
    expect(task && scheduledStart(task, broker.warehouse, new Date())).toEqual({
      name: 'nightly',
      schedule: broker.warehouse.schedules['nightly'],
      nominal: new Date('2026-11-21T01:30Z'),
      missed: true,
    })
  })

  test("FAULTS 65: with missed: 'skip' a refresh that would begin late is left out, in a sentence; one that was begun is gone on with", async () => {
    const broker = await brokerOf({ nightly: { ...berlin, missed: 'skip' } })
    await syncSchedules(broker)
    at('2026-11-21T03:35Z')
    const [task] = await takeAll(broker)
    if (task === undefined) throw new Error('There is no task.')
    const start = (time: string, attemptsStarted = task.attemptsStarted) =>
      scheduledStart({ id: task.id ?? '', data: task.data, attemptsStarted }, broker.warehouse, new Date(time))
    expect(start('2026-11-21T03:35Z')).toBe(
      "The refresh of the schedule nightly is left out: it was due at 2026-11-21T01:30:00.000Z, 2 hours ago, and the schedule says missed: 'skip'.",
    )
    expect(start('2026-11-21T01:34:59Z')).toMatchObject({ missed: false })
    expect(start('2026-11-21T01:36Z')).toMatch(/6 minutes ago/)
    expect(start('2026-11-21T03:35Z', 2)).toMatchObject({ missed: false })
  })

  test.each([
    ['once', [nightly('2026-11-21T01:30Z')]],
    ['skip', []],
  ] as const)('a schedule that is changed when a time of it was missed (%s)', async (missed, expected) => {
    await syncSchedules(await brokerOf({ nightly: { ...berlin, missed } }))
    at('2026-11-22T00:00Z')
    const broker = await brokerOf({ nightly: { ...newYork, missed } })
    expect(await syncSchedules(broker)).toEqual({ ...nothing, changed: ['nightly'] })
    expect(await takenIds(broker)).toEqual(expected)
    expect(await waitingIds(broker)).toEqual([nightly('2026-11-22T07:30Z')])
  })

  test('paused: no refresh, also none that is due; kept by whoever sets the schedules; resumed from the next time on', async () => {
    const broker = await brokerOf({ nightly: berlin })
    await syncSchedules(broker)
    at('2026-11-21T02:00Z')
    await (await broker.refreshes.getJob(nightly('2026-11-21T01:30Z')))?.promote()
    expect([await pauseSchedule(broker, 'nightly'), await pauseSchedule(broker, 'nightly')]).toEqual([true, false])
    expect(await syncSchedules(broker)).toEqual(nothing)
    expect(await mendSchedules(broker)).toEqual(nothing)
    at('2026-11-25T12:00Z')
    expect([await takenIds(broker), await waitingIds(broker)]).toEqual([[], []])
    expect(await listSchedules(broker)).toMatchObject([
      { name: 'nightly', next: null, paused: '2026-11-21T02:00:00.000Z', inRedis: 'as configured' },
    ])
    expect([await resumeSchedule(broker, 'nightly'), await resumeSchedule(broker, 'nightly')]).toEqual([true, false])
    expect(await takenIds(broker)).toEqual([])
    expect(await waitingIds(broker)).toEqual([nightly('2026-11-26T01:30Z')])
  })

  test('FAULTS 65: a time that has been is not set again by a host whose clock lags behind', async () => {
    const broker = await brokerOf({ nightly: berlin })
    await syncSchedules(broker)
    at('2026-11-21T01:30:01Z')
    expect(await takenIds(broker)).toEqual([nightly('2026-11-21T01:30Z')])
    at('2026-11-21T01:29:50Z')
    await pauseSchedule(broker, 'nightly')
    await resumeSchedule(broker, 'nightly')
    expect(await waitingIds(broker)).toEqual([nightly('2026-11-22T01:30Z')])
  })

  test('triggered: a task of its own, paused or not, and the next time stays', async () => {
    const broker = await brokerOf({ nightly: berlin })
    await syncSchedules(broker)
    const task = await triggerSchedule(broker, 'nightly')
    const [taken] = await takeAll(broker)
    expect(taken?.id).toBe(task)
    expect(taken && scheduledStart(taken, broker.warehouse, new Date())).toMatchObject({ nominal: null, missed: false })
    expect(await waitingIds(broker)).toEqual([nightly('2026-11-21T01:30Z')])
    expect(await listSchedules(broker)).toMatchObject([{ last: { task, nominal: null, status: 'done' } }])
  })

  test('what is there, as configured or otherwise', async () => {
    await syncSchedules(await brokerOf({ nightly: berlin, old: berlin }))
    const broker = await brokerOf({
      nightly: { ...newYork, select: 'tag:daily', missed: 'skip' },
      monthly: { cron: '0 4 1 * *', zone: 'UTC' },
    })
    const rest = { last: null, paused: null }
    expect(await listSchedules(broker)).toEqual([
      {
        name: 'nightly',
        ...newYork,
        select: ['tag:daily'],
        exclude: [],
        missed: 'skip',
        next: '2026-11-21T01:30:00.000Z',
        inRedis: 'otherwise',
        ...rest,
      },
      {
        name: 'monthly',
        cron: '0 4 1 * *',
        zone: 'UTC',
        select: [],
        exclude: [],
        missed: 'once',
        next: null,
        inRedis: 'not at all',
        ...rest,
      },
      {
        name: 'old',
        ...berlin,
        select: [],
        exclude: [],
        missed: null,
        next: '2026-11-21T01:30:00.000Z',
        inRedis: 'no longer configured',
        ...rest,
      },
    ])
  })

  test('a name that the configuration does not have', async () => {
    const broker = await brokerOf({ nightly: berlin })
    for (const act of [pauseSchedule, resumeSchedule, triggerSchedule])
      await expect(act(broker, 'nightli')).rejects.toMatchObject({
        code: 'unknown-schedule',
        message: 'The configuration has no schedule "nightli". Did you mean "nightly"?',
      })
    const job = { id: 'x', attemptsStarted: 1, data: { schedule: 'nightli' } }
    expect(() => scheduledStart(job, broker.warehouse, new Date())).toThrow(
      expect.objectContaining({ code: 'unknown-schedule', transient: true }),
    )
  })
})
