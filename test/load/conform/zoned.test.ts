import { describe, expect, it } from 'vitest'
import { compileConform } from '../../../loader/load/conform/compile-conform.ts'
import { date, time, timestamp } from '../../../loader/schema/index.ts'
import { narrow, oneValue, reject } from './one-value.ts'

describe('naive local times of source({ zone })', () => {
  const zoned = oneValue(timestamp({ zeroDate: 'null' }), narrow, 'America/New_York')

  it.each([
    ['2021-07-01 00:00:00', '2021-07-01 04:00:00.000000'],
    ['2021-01-01 00:00:00.000001', '2021-01-01 05:00:00.000001'],
    ['2021-07-01T00:00:00.5', '2021-07-01 04:00:00.500000'],
    ['2021-07-01', '2021-07-01 04:00:00.000000'],
    // In a gap the clock goes on as before; of two equal times the first.
    ['2021-03-14 02:30:00', '2021-03-14 07:30:00.000000'],
    ['2021-11-07 01:30:00', '2021-11-07 05:30:00.000000'],
    // An offset in the text is what the text says.
    ['2021-07-01 00:00:00+00', '2021-07-01 00:00:00.000000'],
    ['2021-07-01 00:00:00Z', '2021-07-01 00:00:00.000000'],
    ['2021-07-01 00:00:00+02', '2021-06-30 22:00:00.000000'],
    // Marks for "always" and "for ever" are no times.
    ['9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999'],
    ['9999-12-31', '9999-12-31 00:00:00.000000'],
    ['0001-01-01 00:00:00', '0001-01-01 00:00:00.000000'],
    ['9999-12-30 22:00:00', '9999-12-31 03:00:00.000000'],
    ['0000-00-00 00:00:00', null],
    ['2021-02-30 00:00:00', reject],
  ])('%s → %s', (input, expected) => {
    expect(zoned(input)).toBe(expected)
  })

  it('touch timestamps alone', () => {
    expect(oneValue(date(), narrow, 'America/New_York')('2021-07-01')).toBe('2021-07-01')
    expect(oneValue(time(), narrow, 'America/New_York')('00:00:00')).toBe('00:00:00.000000')
  })

  it('are shifted once where source and target are declared apart', () => {
    const from = { name: 'at', column: timestamp({ zeroDate: 'null' }) }
    const target = { name: 'at', column: timestamp() }
    const cells: string[] = []
    expect(
      compileConform([{ at: 0, from, target }], narrow, 'America/New_York')(['2021-07-01 00:00:00'], cells as never),
    ).toBe(null)
    expect(cells).toEqual(['2021-07-01 04:00:00.000000'])
  })

  it('need a zone that exists', () => {
    expect(() => oneValue(timestamp(), narrow, 'Mars/Olympus')).toThrow('"Mars/Olympus" is no time zone')
  })
})
