import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dayNumber, dayText, isDay } from '../../../loader/schema/index.ts'

describe('the calendar', () => {
  it('is that of Date, from year 1 to 9999', () => {
    const day = fc.oneof(
      fc.integer({ min: -719_162, max: 2_932_896 }),
      fc.constantFrom(-719_162, 2_932_896, 0, -1, 11_016, 11_017),
    )
    fc.assert(
      fc.property(day, (number) => {
        const text = new Date(number * 86_400_000).toISOString().slice(0, 10)
        expect(dayText(number)).toBe(text)
        expect(dayNumber(text)).toBe(number)
        expect(isDay(text)).toBe(true)
      }),
      { numRuns: 5000 },
    )
  })

  it('has no other days', () => {
    const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9999 }), two(13), two(32), (year, month, day) => {
        const text = `${String(year).padStart(4, '0')}-${month}-${day}`
        const time = Date.parse(`${text}T00:00:00Z`)
        const exists = year > 0 && !Number.isNaN(time) && new Date(time).toISOString().startsWith(text)
        expect(isDay(text)).toBe(exists)
      }),
      { numRuns: 5000 },
    )
  })

  it.each([
    '',
    '1900-02-29',
    '2100-02-29',
    '2023-02-29',
    '2021',
    '2021-1-1',
    '2021/01/01',
    '2021-01/01',
    'abcd-ef-gh',
    '2021-01-0a',
    '٢٠٢١-01-01',
  ])('%s is none', (text) => {
    expect(isDay(text)).toBe(false)
  })
})
