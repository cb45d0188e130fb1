import { expect, test } from 'vitest'
import { rowOrder } from '../../../loader/load/history/row-order.ts'
import type { Cell, Kind } from '../../../loader/schema/index.ts'

const inOrder: readonly (readonly [Kind, readonly Cell[]])[] = [
  ['integer', [null, -10, -9, 0, 9, 10]],
  ['boolean', [null, false, true]],
  ['bigint', [null, '-18446744073709551615', '-9', '0', '9', '10', '9007199254740992', '9007199254740993']],
  ['decimal', [null, '-10.50', '-9.75', '-0.05', '0.00', '0.05', '9.75', '10.50']],
  ['double', [null, '-1e+300', '-2', '1e-7', '0.5', '10', '1e+21']],
  ['date', [null, '0001-01-01', '2024-01-09', '2024-01-10']],
  [
    'time',
    [
      null,
      '-838:59:59.000000',
      '-00:00:01.000000',
      '00:00:00.000000',
      '09:59:59.999999',
      '10:00:00.000000',
      '838:59:59.000000',
    ],
  ],
  ['timestamp', [null, '2024-01-09 23:59:59.999999', '2024-01-10 00:00:00.000000']],
  // U+FF5E lies before U+1F600 in UTF-8, though not in UTF-16.
  ['varchar', [null, '', 'A', 'B', 'a', 'a ', 'aa', 'é', '\uff5e', '\u{1f600}']],
  ['text', [null, '10', '9']],
  ['binary', [null, '', '00', '0a', 'ff']],
  ['json', [null, '"a"', '[1]', '{}']],
]

test.each(inOrder)('%s in order', (kind, cells) => {
  const compare = rowOrder([kind])
  for (const [i, a] of cells.entries())
    for (const [j, b] of cells.entries()) expect(Math.sign(compare([a], [b])), `${a} and ${b}`).toBe(Math.sign(i - j))
})

test('the first column that differs decides; no columns, no order', () => {
  const compare = rowOrder(['integer', 'varchar'])
  expect(compare([1, 'b'], [2, 'a'])).toBeLessThan(0)
  expect(compare([1, 'b'], [1, 'a'])).toBeGreaterThan(0)
  expect(compare([1, 'b'], [1, 'b'])).toBe(0)
  expect(rowOrder([])([], [])).toBe(0)
})
