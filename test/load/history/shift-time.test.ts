import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plusDay, plusMicrosecond } from '../../../loader/load/history/shift-time.ts'

test.each([
  ['2024-01-01 00:00:00.000000', '2024-01-02 00:00:00.000000'],
  ['2024-02-28 12:34:56.123457', '2024-02-29 12:34:56.123457'],
  ['2023-02-28 23:59:59.999999', '2023-03-01 23:59:59.999999'],
  ['1999-12-31 00:00:00.000001', '2000-01-01 00:00:00.000001'],
  ['1000-01-01 00:00:00.000000', '1000-01-02 00:00:00.000000'],
  ['0001-01-01 00:00:00.000000', '0001-01-02 00:00:00.000000'],
  ['9999-12-30 23:59:59.999998', '9999-12-31 23:59:59.999998'],
  ['9999-12-31 00:00:00.000000', '9999-12-31 23:59:59.999999'],
])('a day after %s is %s', (time, later) => {
  expect(plusDay(time)).toBe(later)
})

test.each([
  ['2024-01-01 00:00:00.000000', '2024-01-01 00:00:00.000001'],
  ['2024-01-01 00:00:00.123456', '2024-01-01 00:00:00.123457'],
  ['2024-01-01 00:00:00.000999', '2024-01-01 00:00:00.001000'],
  ['2024-12-31 23:59:59.999999', '2025-01-01 00:00:00.000000'],
  ['2024-02-29 09:59:59.999999', '2024-02-29 10:00:00.000000'],
  ['9999-12-31 23:59:59.999998', '9999-12-31 23:59:59.999999'],
  ['9999-12-31 23:59:59.999999', '9999-12-31 23:59:59.999999'],
])('a microsecond after %s is %s', (time, later) => {
  expect(plusMicrosecond(time)).toBe(later)
})

test('a microsecond later is one more by a count of microseconds', () => {
  const start = Date.UTC(1000, 0, 1) / 1000
  const end = Date.UTC(9999, 11, 31) / 1000
  const text = (count: bigint): string => {
    const wholeSeconds = new Date((start + Number(count / 1_000_000n)) * 1000).toISOString().slice(0, 19)
    return `${wholeSeconds.replace('T', ' ')}.${String(count % 1_000_000n).padStart(6, '0')}`
  }
  const seconds = fc.integer({ min: 0, max: end - start })
  const micros = fc.constantFrom(0, 1, 998_999, 999_998, 999_999)
  fc.assert(
    fc.property(seconds, micros, (seconds, micros) => {
      const count = BigInt(seconds) * 1_000_000n + BigInt(micros)
      expect(plusMicrosecond(text(count))).toBe(text(count + 1n))
    }),
  )
})
