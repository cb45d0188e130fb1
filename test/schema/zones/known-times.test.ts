import { describe, expect, it } from 'vitest'
import { localDate, type Time, toUtc } from '../../../loader/schema/index.ts'

const newYork = 'America/New_York'

describe('toUtc', () => {
  it.each([
    // The clock goes forward: 02:30 is never shown.
    [newYork, '2021-03-14 01:59:59.999999', '2021-03-14 06:59:59.999999', '2021-03-14 06:59:59.999999'],
    [newYork, '2021-03-14 02:30:00.123456', '2021-03-14 06:30:00.123456', '2021-03-14 07:30:00.123456'],
    [newYork, '2021-03-14 03:00:00.000000', '2021-03-14 07:00:00.000000', '2021-03-14 07:00:00.000000'],
    // And back: 01:00 to 02:00 is shown twice.
    [newYork, '2021-11-07 00:59:59.999999', '2021-11-07 04:59:59.999999', '2021-11-07 04:59:59.999999'],
    [newYork, '2021-11-07 01:00:00.000000', '2021-11-07 05:00:00.000000', '2021-11-07 06:00:00.000000'],
    [newYork, '2021-11-07 01:59:59.999999', '2021-11-07 05:59:59.999999', '2021-11-07 06:59:59.999999'],
    [newYork, '2021-11-07 02:00:00.000000', '2021-11-07 07:00:00.000000', '2021-11-07 07:00:00.000000'],
    ['Europe/Berlin', '2024-03-31 02:30:00.000000', '2024-03-31 00:30:00.000000', '2024-03-31 01:30:00.000000'],
    ['Australia/Lord_Howe', '2021-10-03 02:15:00.000000', '2021-10-02 15:15:00.000000', '2021-10-02 15:45:00.000000'],
    // A day that an island left out.
    ['Pacific/Apia', '2011-12-30 10:00:00.000000', '2011-12-29 20:00:00.000000', '2011-12-30 20:00:00.000000'],
    ['Asia/Kathmandu', '2021-01-01 00:00:00.000000', '2020-12-31 18:15:00.000000', '2020-12-31 18:15:00.000000'],
    // Local mean time, before the railways.
    [newYork, '1850-01-01 00:00:00.000000', '1850-01-01 04:56:02.000000', '1850-01-01 04:56:02.000000'],
    [newYork, '0001-01-02 00:00:00.000000', '0001-01-02 04:56:02.000000', '0001-01-02 04:56:02.000000'],
    [newYork, '2900-07-01 12:00:00.000000', '2900-07-01 16:00:00.000000', '2900-07-01 16:00:00.000000'],
    ['UTC', '2021-03-14 02:30:00.000001', '2021-03-14 02:30:00.000001', '2021-03-14 02:30:00.000001'],
    ['+05:30', '2021-03-14 02:30:00.000000', '2021-03-13 21:00:00.000000', '2021-03-13 21:00:00.000000'],
  ] as [string, Time, Time, Time][])('%s shows %s: %s or %s', (zone, shown, earlier, later) => {
    expect(toUtc(shown, zone, { ambiguous: 'earlier', gap: 'earlier' })).toBe(earlier)
    expect(toUtc(shown, zone, { ambiguous: 'later', gap: 'later' })).toBe(later)
    // Where a time is shown once, choices change nothing.
    const choice = toUtc(shown, zone, { ambiguous: 'null', gap: 'null' })
    expect(choice).toBe(earlier === later ? earlier : null)
  })

  it('takes the first of two and goes on after a gap, unless told otherwise', () => {
    expect(toUtc('2021-11-07 01:30:00.000000', newYork)).toBe('2021-11-07 05:30:00.000000')
    expect(toUtc('2021-03-14 02:30:00.000000', newYork)).toBe('2021-03-14 07:30:00.000000')
    expect(toUtc('2021-11-07 01:30:00.000000', newYork, { gap: 'null' })).toBe('2021-11-07 05:30:00.000000')
    expect(toUtc('2021-03-14 02:30:00.000000', newYork, { ambiguous: 'null' })).toBe('2021-03-14 07:30:00.000000')
  })

  it('gives six digits for any number of them', () => {
    expect(toUtc('2021-06-01 00:00:00', newYork)).toBe('2021-06-01 04:00:00.000000')
    expect(toUtc('2021-06-01 00:00:00.5', newYork)).toBe('2021-06-01 04:00:00.500000')
  })

  it('keeps NULL', () => {
    expect(toUtc(null, newYork)).toBe(null)
    expect(localDate(null, newYork)).toBe(null)
  })
})

describe('localDate', () => {
  it.each([
    [newYork, '2021-07-01 03:59:59.999999', '2021-06-30'],
    [newYork, '2021-07-01 04:00:00.000000', '2021-07-01'],
    [newYork, '2021-01-01 04:59:59.999999', '2020-12-31'],
    [newYork, '2021-01-01 05:00:00', '2021-01-01'],
    ['Asia/Tokyo', '2020-02-28 15:00:00.000000', '2020-02-29'],
    ['Pacific/Apia', '2011-12-30 09:59:59.999999', '2011-12-29'],
    ['Pacific/Apia', '2011-12-30 10:00:00.000000', '2011-12-31'],
    [newYork, '0001-01-02 00:00:00.000000', '0001-01-01'],
    ['Asia/Tokyo', '9999-12-30 15:00:00.000000', '9999-12-31'],
  ] as [string, Time, string][])('in %s at %s (UTC) it is %s', (zone, moment, day) => {
    expect(localDate(moment, zone)).toBe(day)
  })
})

describe('marks', () => {
  it.each(['America/New_York', 'Asia/Tokyo'])('of "always" and "for ever" stay what they are in %s', (zone) => {
    expect(toUtc('9999-12-31 23:59:59.999999', zone)).toBe('9999-12-31 23:59:59.999999')
    expect(toUtc('9999-12-31 00:00:00', zone)).toBe('9999-12-31 00:00:00.000000')
    expect(toUtc('0001-01-01 00:00:00', zone)).toBe('0001-01-01 00:00:00.000000')
    expect(localDate('9999-12-31 23:59:59.999999', zone)).toBe('9999-12-31')
    expect(localDate('0001-01-01 00:00:00.000000', zone)).toBe('0001-01-01')
  })
})

describe('refusals', () => {
  it.each(['Mars/Olympus', '', 'America/New York'])('of the zone "%s"', (zone) => {
    expect(() => toUtc('2021-01-01 00:00:00', zone)).toThrow(`"${zone}" is no time zone. Write an IANA name`)
    expect(() => localDate('2021-01-01 00:00:00', zone)).toThrow(expect.objectContaining({ code: 'unknown-zone' }))
  })

  it.each([
    '2021-02-29 00:00:00',
    '2021-01-01',
    '2021-01-01 24:00:00',
    '2021-01-01 00:00:00.',
    '2021-01-01 00:00:00.1234567',
    '2021-01-01 00:00:00+00',
    '2021-01-01 00:00:00.12x',
    'x',
  ])('of the text %s', (text) => {
    expect(() => toUtc(text as Time, 'UTC')).toThrow(`toUtc() was given "${text}", and takes a timestamp's text`)
    expect(() => localDate(text as Time, 'UTC')).toThrow(expect.objectContaining({ code: 'not-a-timestamp' }))
  })
})
