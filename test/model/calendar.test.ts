import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Calendar,
  calendarRows,
  check,
  dateDimension,
  dateTable,
  units,
  warehouse,
} from '../../loader/model/index.ts'
import {
  audit,
  type Cell,
  type Day,
  date,
  integer,
  key,
  natural,
  nullable,
  table,
  varchar,
} from '../../loader/schema/index.ts'

function dayOf(day: Day, calendar: Partial<Calendar> = {}): Readonly<Record<string, Cell>> {
  const [row = {}] = calendarRows({ from: day, to: day, ...calendar })
  return row
}

describe('a day', () => {
  test('of the middle of a quarter, in full', () => {
    expect(dayOf('2024-02-29')).toStrictEqual({
      date_key: 20240229,
      full_date: '2024-02-29',
      year: 2024,
      quarter: 1,
      month: 2,
      month_name: 'February',
      day: 29,
      day_of_year: 60,
      day_of_week: 4,
      day_name: 'Thursday',
      iso_year: 2024,
      iso_week: 9,
      fiscal_year: 2024,
      fiscal_quarter: 1,
      fiscal_period: 2,
      is_weekend: false,
      is_last_day_of_month: true,
      is_last_day_of_quarter: false,
      is_last_day_of_year: false,
      same_day_last_year: '2023-02-28',
      is_holiday: false,
      holiday_name: null,
    })
  })

  // https://en.wikipedia.org/wiki/ISO_week_date, "Relation with the Gregorian calendar"; years of 53 weeks: 2004, 2009, 2015, 2020, 2026.
  test.each<[Day, number, number, number]>([
    ['2005-01-01', 2004, 53, 6],
    ['2005-01-02', 2004, 53, 7],
    ['2005-12-31', 2005, 52, 6],
    ['2006-01-01', 2005, 52, 7],
    ['2006-01-02', 2006, 1, 1],
    ['2007-01-01', 2007, 1, 1],
    ['2007-12-30', 2007, 52, 7],
    ['2007-12-31', 2008, 1, 1],
    ['2008-12-28', 2008, 52, 7],
    ['2008-12-29', 2009, 1, 1],
    ['2009-12-31', 2009, 53, 4],
    ['2010-01-03', 2009, 53, 7],
    ['2010-01-04', 2010, 1, 1],
    ['2015-12-31', 2015, 53, 4],
    ['2020-12-31', 2020, 53, 4],
    ['2021-01-03', 2020, 53, 7],
    ['2026-12-31', 2026, 53, 4],
    ['2027-01-03', 2026, 53, 7],
    ['1000-01-01', 1000, 1, 3],
  ])('%s is in ISO week %i-W%i-%i', (day, year, week, weekday) => {
    expect(dayOf(day)).toMatchObject({ iso_year: year, iso_week: week, day_of_week: weekday, is_weekend: weekday > 5 })
  })

  test.each<[Day, boolean, boolean, boolean]>([
    ['2023-02-28', true, false, false],
    ['2024-02-28', false, false, false],
    ['1900-02-28', true, false, false],
    ['2000-02-28', false, false, false],
    ['2024-03-31', true, true, false],
    ['2024-06-30', true, true, false],
    ['2024-09-29', false, false, false],
    ['2024-12-31', true, true, true],
    ['2024-01-31', true, false, false],
  ])('%s ends a month: %s, a quarter: %s, a year: %s', (day, month, quarter, year) => {
    expect(dayOf(day)).toMatchObject({
      is_last_day_of_month: month,
      is_last_day_of_quarter: quarter,
      is_last_day_of_year: year,
    })
  })

  // A fiscal year bears the number of the year it ends in (KIMBALL.md, Calendar).
  test.each<[Day, number, number, number, number]>([
    ['2024-06-30', 1, 2024, 2, 6],
    ['2024-06-30', 7, 2024, 4, 12],
    ['2024-07-01', 7, 2025, 1, 1],
    ['2024-12-31', 7, 2025, 2, 6],
    ['2025-01-01', 7, 2025, 3, 7],
    ['2024-10-01', 10, 2025, 1, 1],
    ['2024-12-01', 12, 2025, 1, 1],
    ['2024-11-30', 12, 2024, 4, 12],
    ['2024-02-01', 2, 2025, 1, 1],
    ['2024-01-31', 2, 2024, 4, 12],
  ])('%s, fiscal years from month %i: %i, quarter %i, period %i', (day, fiscalYearStart, year, quarter, period) => {
    const row = { fiscal_year: year, fiscal_quarter: quarter, fiscal_period: period }
    expect(dayOf(day, { fiscalYearStart })).toMatchObject(row)
  })

  test.each<[Day, Day]>([
    ['2024-02-29', '2023-02-28'],
    ['2025-02-28', '2024-02-28'],
    ['2024-03-01', '2023-03-01'],
    ['2024-12-31', '2023-12-31'],
    ['1000-01-01', '0999-01-01'],
  ])('%s a year ago: %s', (day, before) => {
    expect(dayOf(day)['same_day_last_year']).toBe(before)
  })

  test('is a holiday by a map or by a function', () => {
    const none = { is_holiday: false, holiday_name: null }
    const christmas = { is_holiday: true, holiday_name: 'Christmas' }
    const holidays = { '2024-12-25': 'Christmas' } as const
    expect(dayOf('2024-12-25', { holidays })).toMatchObject(christmas)
    expect(dayOf('2024-12-26', { holidays })).toMatchObject(none)
    const byRule = (day: Day) => (day.endsWith('-12-25') ? 'Christmas' : null)
    expect(dayOf('1999-12-25', { holidays: byRule })).toMatchObject(christmas)
    expect(dayOf('1999-12-24', { holidays: byRule })).toMatchObject(none)
  })

  test('is named in a language, by its own day and not the host zone’s', () => {
    expect(dayOf('2024-03-01')).toMatchObject({ month_name: 'March', day_name: 'Friday' })
    expect(dayOf('2024-03-02', { locale: 'de' })).toMatchObject({ month_name: 'März', day_name: 'Samstag' })
    expect(dayOf('2024-03-02', { locale: 'fr' })).toMatchObject({ month_name: 'mars', day_name: 'samedi' })
  })
})

test('every day once, in order, each with the number of its day', () => {
  const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9996-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(days, fc.nat({ max: 800 }), (first, more) => {
      const from = first.toISOString().slice(0, 10) as Day
      const to = new Date(Date.parse(from) + more * 86_400_000).toISOString().slice(0, 10) as Day
      const rows = [...calendarRows({ from, to })]
      expect(rows).toHaveLength(more + 1)
      expect([rows[0]?.['full_date'], rows.at(-1)?.['full_date']]).toEqual([from, to])
      rows.forEach((row, at) => {
        const before = rows[at - 1]
        expect(row['date_key']).toBe(Number(String(row['full_date']).replaceAll('-', '')))
        if (before === undefined) return
        expect(row['full_date'] === before['full_date']).toBe(false)
        expect(Number(row['day_of_week'])).toBe((Number(before['day_of_week']) % 7) + 1)
        expect(row['day'] === 1).toBe(before['is_last_day_of_month'])
        expect(row['iso_week'] === before['iso_week']).toBe(row['day_of_week'] !== 1)
        expect(row['day_of_year'] === 1).toBe(before['is_last_day_of_year'])
      })
    }),
    { numRuns: 50 },
  )
})

describe('dateDimension', () => {
  const span = { from: '2012-01-01', to: '2012-12-31' } as const
  const dateDim = dateTable('date_dim')

  test('a definition that check accepts, each attribute of type 1, with the smart key', () => {
    const made = dateDimension({ name: 'date', table: dateDim, ...span, tags: ['calendar'] })
    expect(made).toMatchObject({
      kind: 'dimension',
      name: 'date',
      smartKey: 'date_key',
      natural: { full_date: 'full_date' },
      tags: ['calendar'],
    })
    expect(Object.keys(made.attributes)).toHaveLength(20)
    expect(made.attributes['iso_week']).toEqual({ from: 'iso_week', change: 'type1', overwrite: 'all' })
    expect([...(made.source.rows?.() ?? [])]).toHaveLength(366)
    const config = warehouse({ sources: {}, warehouse: 'x:', dimensions: units({ made }), facts: units({}) })
    expect(check(config)).toEqual([])
  })

  test('every column of the table is filled by every row, and nothing else', () => {
    const columns = Object.keys(dateDim.columns).toSorted()
    expect(Object.keys(dayOf('2012-01-01')).toSorted()).toEqual(columns)
  })

  test('a table of one’s own with some of the columns', () => {
    const own = table('day_dim', {
      date_key: key(),
      full_date: natural(date()),
      year: integer(),
      holiday_name: nullable(varchar(20)),
      ...audit(),
    })
    expect(Object.keys(dateDimension({ name: 'day', table: own, ...span }).attributes)).toEqual([
      'year',
      'holiday_name',
    ])
  })

  const make = dateDimension as unknown as (options: object) => unknown
  const base = { name: 'date', table: dateDim, ...span }
  test.each([
    [
      { ...base, from: '2012-02-30' },
      'dimension date: from is "2012-02-30", and must be a day from 1000-01-01 to 9998-12-31.',
    ],
    [{ ...base, to: '2012-1-1' }, 'dimension date: to is "2012-1-1", and must be a day from 1000-01-01 to 9998-12-31.'],
    [
      { ...base, to: '9999-12-31' },
      'dimension date: to is "9999-12-31", and must be a day from 1000-01-01 to 9998-12-31.',
    ],
    [{ ...base, to: '2011-12-31' }, 'dimension date: from (2012-01-01) lies after to (2011-12-31).'],
    [{ ...base, fiscalYearStart: 13 }, 'dimension date: fiscalYearStart is 13, and must be a month from 1 to 12.'],
    [
      { ...base, holidays: { Christmas: 'x' } },
      'dimension date: the holiday "Christmas" is no day such as 2024-12-25.',
    ],
    [{ ...base, locale: 'no_such' }, 'dimension date: locale "no_such" is no language tag such as en.'],
  ])('refuses what is no calendar (%#)', (options, sentence) => {
    expect(() => make(options)).toThrow(expect.objectContaining({ code: 'bad-calendar', message: sentence }))
  })

  test.each([
    [table('t', { date_key: key(), full_date: natural(date()), moon: integer() })],
    [table('t', { date_key: key(), full_date: natural(date()), holiday_name: varchar(9) })],
    [table('t', { date_key: key(), full_date: natural(date()), year: varchar(4) })],
    [table('t', { day_key: key(), full_date: natural(date()) })],
    [table('t', { date_key: key(), full_date: natural(date()), year: natural(integer()) })],
  ])('refuses a table that a calendar cannot fill (%#)', (strange) => {
    expect(() => make({ ...base, table: strange })).toThrow(
      /^dimension date: table t needs date_key: key\(\), full_date/,
    )
  })

  test('refuses an option that there is not', () => {
    expect(() => make({ ...base, zone: 'UTC' })).toThrow(
      /^dimension date: there is no option zone\. There are name, table, from/,
    )
  })
})
