import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeptRows } from '../../../loader/load/dimension/kept-rows.ts'

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.nat(1000).map((length) => 'é'.repeat(length)),
  fc.nat(1000).map((length) => `${'a'.repeat(length)}ż`),
)
const bytes = fc.uint8Array({ maxLength: 4 })
const value = fc.oneof(text, fc.integer(), fc.constant(null), fc.boolean(), fc.double(), fc.constant(-0), bytes)
const table = fc.array(fc.tuple(value, value, value), { maxLength: 60 })

test('rows come back as they were kept, and a cell is the same as its value alone', () => {
  fc.assert(
    fc.property(table, value, (rows, other) => {
      const kept = new KeptRows(3)
      const numbers = rows.map((row) => kept.keep(row))
      expect(numbers).toEqual([...rows.keys()])
      expect(numbers.map((number) => kept.row(number))).toEqual(rows)
      for (const number of numbers) {
        for (const column of [0, 1, 2]) {
          const cell = rows[number]?.[column]
          const told = typeof cell === 'string' ? cell.length <= 256 : cell === null || Number.isInteger(cell)
          if (told && !Object.is(cell, -0) && Math.abs(Number(cell)) < 2 ** 31)
            expect(kept.isSame(number, column, cell)).toBe(true)
          if (!Object.is(other, cell) && !(other === 0 && cell === 0))
            expect(kept.isSame(number, column, other)).toBe(false)
        }
      }
    }),
    { numRuns: 200 },
  )
})

test('more rows and more text than one block holds', () => {
  const kept = new KeptRows(2)
  const row = (n: number) => [n, n % 3 === 0 ? `ż${n}`.repeat(200) : `${n}`.repeat(40)]
  for (let n = 0; n < 40_000; n++) kept.keep(row(n))
  kept.keep([null, 'x'.repeat(3_000_000)])
  for (const n of [0, 1, 16_383, 16_384, 16_385, 32_768, 39_999]) expect(kept.row(n)).toEqual(row(n))
  expect(kept.cell(40_000, 1)).toHaveLength(3_000_000)
})
