import { expect, test } from 'vitest'
import { exclusiveEnd, instant } from '../../../loader/load/history/source-time.ts'

test.each([
  ['2024-01-05', '2024-01-05 00:00:00.000000'],
  ['2024-01-05 10:00:00.000001', '2024-01-05 10:00:00.000001'],
])('%s begins at %s', (time, begins) => {
  expect(instant(time)).toBe(begins)
})

test.each([
  [null, undefined, null],
  [null, 'day', null],
  [null, 'microsecond', null],
  ['2024-01-05', undefined, '2024-01-05 00:00:00.000000'],
  ['2024-01-05 10:00:00.000001', undefined, '2024-01-05 10:00:00.000001'],
  ['2024-01-31', 'day', '2024-02-01 00:00:00.000000'],
  ['2024-02-28', 'day', '2024-02-29 00:00:00.000000'],
  ['2024-01-05 23:59:59.000000', 'day', '2024-01-06 00:00:00.000000'],
  ['2024-01-05 00:00:00.000000', 'day', '2024-01-06 00:00:00.000000'],
  ['2024-01-05 10:00:00.999999', 'microsecond', '2024-01-05 10:00:01.000000'],
  ['2024-01-05', 'microsecond', '2024-01-05 00:00:00.000001'],
  ['9999-12-31', undefined, null],
  ['9999-12-31 00:00:00.000000', undefined, null],
  ['9999-12-31 23:59:59.999999', undefined, null],
  ['9999-12-31', 'day', null],
  ['9999-12-31 23:59:59.999999', 'microsecond', null],
  ['9999-12-30 23:59:59.999999', undefined, '9999-12-30 23:59:59.999999'],
  ['9999-12-30', 'day', null],
  ['9999-12-29', 'day', '9999-12-30 00:00:00.000000'],
  ['9999-12-30 23:59:59.999998', 'microsecond', '9999-12-30 23:59:59.999999'],
] as const)('effectiveTo %s, inclusive %s, ends at %s', (time, inclusive, end) => {
  expect(exclusiveEnd(time, inclusive)).toBe(end)
})
