import { describe, expect, test } from 'vitest'
import { nextTime, readCron } from '../../loader/model/index.ts'

/** The times after one, each found from the one before; without the seconds' end. */
async function times(cron: string, zone: string, after: string, count: number): Promise<readonly string[]> {
  const read = await readCron(cron, zone)
  const found: string[] = []
  for (let at = Date.parse(after); found.length < count; ) {
    const next = nextTime(read, at)
    if (next === null) break
    found.push(new Date(next).toISOString().slice(0, 16))
    at = next
  }
  return found
}

describe('FAULTS 65: times of the day, each once whatever the clocks do', () => {
  test.each([
    // New York skips 02:00–03:00 on 8 March 2026 (07:00 UTC) and shows 01:00–02:00 twice on 1 November (from 05:00 and 06:00 UTC).
    ['gap', '30 2 * * *', 'America/New_York', '2026-03-07T12:00Z', ['03-08T07:00', '03-09T06:30', '03-10T06:30']],
    [
      'gap, two in it',
      '0,30 2 * * *',
      'America/New_York',
      '2026-03-07T12:00Z',
      ['03-08T07:00', '03-09T06:00', '03-09T06:30'],
    ],
    [
      'gap, its end named too',
      '0 2,3 * * *',
      'America/New_York',
      '2026-03-07T12:00Z',
      ['03-08T07:00', '03-09T06:00', '03-09T07:00'],
    ],
    [
      'gap, quarters',
      '*/15 1-3 * * *',
      'America/New_York',
      '2026-03-08T06:40Z',
      ['03-08T06:45', '03-08T07:00', '03-08T07:15'],
    ],
    ['repeated hour', '30 1 * * *', 'America/New_York', '2026-11-01T00:00Z', ['11-01T05:30', '11-02T06:30']],
    [
      'repeated hour, asked in the first',
      '30 1 * * *',
      'America/New_York',
      '2026-11-01T05:10Z',
      ['11-01T05:30', '11-02T06:30'],
    ],
    ['repeated hour, asked in the second', '30 1 * * *', 'America/New_York', '2026-11-01T06:05Z', ['11-02T06:30']],
    [
      'repeated hour, quarters',
      '*/15 1-2 * * *',
      'America/New_York',
      '2026-11-01T05:20Z',
      ['11-01T05:30', '11-01T05:45', '11-01T07:00'],
    ],
    // Berlin skips 02:00–03:00 on 29 March 2026 (01:00 UTC) and shows it twice on 25 October (from 00:00 and 01:00 UTC).
    ['gap', '30 2 * * *', 'Europe/Berlin', '2026-03-28T12:00Z', ['03-29T01:00', '03-30T00:30']],
    ['repeated hour', '30 2 * * *', 'Europe/Berlin', '2026-10-24T12:00Z', ['10-25T00:30', '10-26T01:30']],
    ['repeated hour, asked in the second', '30 2 * * *', 'Europe/Berlin', '2026-10-25T01:10Z', ['10-26T01:30']],
    // Sydney: a gap on 4 October 2026 (03 October 16:00 UTC), a repeated hour on 5 April (04 April 15:00 and 16:00 UTC).
    ['gap', '30 2 * * *', 'Australia/Sydney', '2026-10-03T00:00Z', ['10-03T16:00', '10-04T15:30']],
    ['repeated hour', '30 2 * * *', 'Australia/Sydney', '2026-04-04T00:00Z', ['04-04T15:30', '04-05T16:30']],
    // Lord Howe moves by half an hour: 02:00–02:30 is missing on 4 October 2026, 01:30–02:00 there twice on 5 April.
    ['gap', '15 2 * * *', 'Australia/Lord_Howe', '2026-10-03T00:00Z', ['10-03T15:30', '10-04T15:15']],
    ['repeated half hour', '45 1 * * *', 'Australia/Lord_Howe', '2026-04-04T00:00Z', ['04-04T14:45', '04-05T15:15']],
    // In Santiago it is midnight that is missing, on 6 September 2026 (04:00 UTC), and 23:00–24:00 of 4 April that comes twice.
    ['gap', '0 0 * * *', 'America/Santiago', '2026-09-05T12:00Z', ['09-06T04:00', '09-07T03:00']],
    ['repeated hour', '30 23 * * *', 'America/Santiago', '2026-04-04T12:00Z', ['04-05T02:30', '04-06T03:30']],
    [
      'a day of the month in the gap',
      '30 2 8 * *',
      'America/New_York',
      '2026-03-01T00:00Z',
      ['03-08T07:00', '04-08T06:30'],
    ],
    [
      'a day of the week in the gap',
      '30 2 * * 0',
      'America/New_York',
      '2026-03-07T00:00Z',
      ['03-08T07:00', '03-15T06:30'],
    ],
  ])('%s: %s in %s after %s', async (_, cron, zone, after, expected) => {
    const found = await times(cron, zone, after, expected.length)
    expect(found).toEqual(expected.map((time) => `2026-${time}`))
  })
})

describe('FAULTS 65: times of every hour go by the clock', () => {
  test.each([
    [
      'repeated hour',
      '30 * * * *',
      'America/New_York',
      '2026-11-01T04:00Z',
      ['11-01T04:30', '11-01T05:30', '11-01T06:30', '11-01T07:30'],
    ],
    [
      'repeated hour',
      '*/15 * * * *',
      'Europe/Berlin',
      '2026-10-25T00:40Z',
      ['10-25T00:45', '10-25T01:00', '10-25T01:15', '10-25T01:30'],
    ],
    ['gap', '30 * * * *', 'America/New_York', '2026-03-08T06:00Z', ['03-08T06:30', '03-08T07:30', '03-08T08:30']],
    ['gap', '0 * * * *', 'Europe/Berlin', '2026-03-28T23:30Z', ['03-29T00:00', '03-29T01:00', '03-29T02:00']],
    [
      'repeated half hour',
      '0 * * * *',
      'Australia/Lord_Howe',
      '2026-04-04T13:30Z',
      ['04-04T14:00', '04-04T15:30', '04-04T16:30'],
    ],
    [
      'repeated half hour',
      '45 * * * *',
      'Australia/Lord_Howe',
      '2026-04-04T13:50Z',
      ['04-04T14:45', '04-04T15:15', '04-04T16:15'],
    ],
    [
      'once a year',
      '0 * 1 11 *',
      'America/New_York',
      '2026-10-31T12:00Z',
      ['11-01T04:00', '11-01T05:00', '11-01T06:00', '11-01T07:00'],
    ],
    [
      'once a year, months away',
      '0 * 1 11 *',
      'America/New_York',
      '2026-02-01T12:00Z',
      ['11-01T04:00', '11-01T05:00', '11-01T06:00'],
    ],
  ])('%s: %s in %s after %s', async (_, cron, zone, after, expected) => {
    expect(await times(cron, zone, after, expected.length)).toEqual(expected.map((time) => `2026-${time}`))
  })

  test('a day of every quarter of an hour has so many as it has quarters', async () => {
    for (const [after, until, hours] of [
      ['2026-03-08T04:59Z', '2026-03-09T04:00Z', 23],
      ['2026-11-01T03:59Z', '2026-11-02T05:00Z', 25],
      ['2026-07-01T03:59Z', '2026-07-02T04:00Z', 24],
    ] as const) {
      const found = await times('*/15 * * * *', 'America/New_York', after, 110)
      expect(found.filter((time) => Date.parse(`${time}Z`) < Date.parse(until))).toHaveLength(hours * 4)
    }
  })
})

describe('the rest of a calendar', () => {
  test.each([
    ['0 6 * * 1-5', 'UTC', '2026-11-20T12:00Z', ['2026-11-23T06:00', '2026-11-24T06:00']],
    ['0 0 29 2 *', 'UTC', '2026-01-01T00:00Z', ['2028-02-29T00:00', '2032-02-29T00:00']],
    ['0 3 L * *', 'Asia/Kolkata', '2026-02-01T00:00Z', ['2026-02-27T21:30', '2026-03-30T21:30']],
    ['0 3 1 * 1', 'UTC', '2026-11-20T00:00Z', ['2026-11-23T03:00', '2026-11-30T03:00', '2026-12-01T03:00']],
    ['30 0 3 * * *', 'UTC', '2026-11-20T03:00:29Z', ['2026-11-20T03:00', '2026-11-21T03:00']],
  ])('%s in %s after %s', async (cron, zone, after, expected) => {
    expect(await times(cron, zone, after, expected.length)).toEqual(expected)
  })

  test('a time is never its own next, nor is one a part of a second before it', async () => {
    const read = await readCron('0 3 * * *', 'UTC')
    const three = Date.parse('2026-11-20T03:00Z')
    expect(nextTime(read, three)).toBe(three + 86_400_000)
    expect(nextTime(read, three - 1)).toBe(three)
    expect(nextTime(read, three + 1)).toBe(three + 86_400_000)
  })
})

describe('what is refused', () => {
  test.each([
    ['30 2 * *', 'UTC', 'bad-cron', 'has 4 fields'],
    ['@daily', 'UTC', 'bad-cron', 'has 1 field'],
    ['0 0 30 2 *', 'UTC', 'bad-cron', 'cannot be read'],
    ['0 0 31 4,6 *', 'UTC', 'bad-cron', 'names a day that never comes'],
    ['61 2 * * *', 'UTC', 'bad-cron', 'cannot be read'],
    ['H 2 * * *', 'UTC', 'bad-cron', 'has an H'],
    ['30 2 * * *', 'Europe/Berlinn', 'unknown-zone', 'Europe/Berlinn'],
  ])('%s in %s', async (cron, zone, code, words) => {
    await expect(readCron(cron, zone)).rejects.toMatchObject({
      name: 'DefinitionError',
      code,
      message: expect.stringContaining(words),
    })
  })
})
