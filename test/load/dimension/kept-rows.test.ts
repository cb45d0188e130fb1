import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { KeptRows } from '../../../loader/load/dimension/kept-rows.ts'

const text = fc.oneof(
  fc.constantFrom('a', 'ab', 'ż'),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.nat(1000).map((length) => 'é'.repeat(length)),
  fc.nat(1000).map((length) => `${'a'.repeat(length)}ż`),
)
const bytes = fc.uint8Array({ maxLength: 4 })
const value = fc.oneof(text, fc.integer(), fc.constant(null), fc.boolean(), fc.double(), fc.constant(-0), bytes)
const table = fc.array(fc.tuple(value, value, value), { maxLength: 20 })

test('rows come back as they were kept, and cells are the same as their values are', () => {
  fc.assert(
    fc.property(table, table, (rows, others) => {
      const [kept, other] = [new KeptRows(3), new KeptRows(3)]
      expect(rows.map((row) => kept.row(kept.keep(row)))).toEqual(rows)
      const [block] = other.blocks(others)
      expect(others.map((_, at) => block?.row(at))).toEqual(others)
      for (const [n, row] of rows.entries()) {
        for (const [m, otherRow] of others.entries()) {
          for (const column of [0, 1, 2]) {
            const [one, two] = [row[column], otherRow[column]]
            const plain = [one, two].every(
              (cell) => cell === null || typeof cell === 'string' || Number.isInteger(cell),
            )
            // What is none of those is told by nobody.
            if (plain && ![one, two].some(isOdd)) expect(kept.isSame(n, column, other, m, column)).toBe(one === two)
            else expect(kept.isSame(n, column, other, m, column) && one !== two).toBe(false)
          }
        }
      }
    }),
    { numRuns: 100 },
  )
})

/** No number of 32 bits. */
function isOdd(cell: unknown): boolean {
  return typeof cell === 'number' && ((cell | 0) !== cell || Object.is(cell, -0))
}

test('more rows and more text than one block holds', () => {
  const kept = new KeptRows(2)
  const row = (n: number) => [n, n % 3 === 0 ? `ż${n}`.repeat(200) : `${n}`.repeat(40)]
  for (let n = 0; n < 40_000; n++) kept.keep(row(n))
  kept.keep([null, 'x'.repeat(3_000_000)])
  for (const n of [0, 1, 16_383, 16_384, 16_385, 32_768, 39_999]) expect(kept.row(n)).toEqual(row(n))
  expect(kept.cell(40_000, 1)).toHaveLength(3_000_000)
})
