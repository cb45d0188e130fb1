import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Wanted } from '../../loader/testing/drawn-value.ts'
import { matchRows } from '../../loader/testing/match-rows.ts'

const row = fc.tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }), fc.constantFrom('a', 'b', null))
const table = fc.array(row, { maxLength: 7 })

/** Rows as a person would draw them: keys by variables, in an order of their own. */
const drawn = table.chain((rows) =>
  fc.tuple(
    fc.constant(rows),
    fc.shuffledSubarray([1, 2, 3, 4], { minLength: 4 }),
    fc.shuffledSubarray(rows, { minLength: rows.length }),
  ),
)

const wantedOf = (rows: readonly (readonly [number, number, string | null])[], names: readonly number[]): Wanted[][] =>
  rows.map(([key, other, value]) => [
    { variable: `$k${names.indexOf(key)}` },
    { variable: `$k${names.indexOf(other)}` },
    { value },
  ])

test('rows drawn with variables are found in whatever order, and variables mean different keys', () => {
  fc.assert(
    fc.property(drawn, ([there, names, shuffled]) => {
      const { found, left, variables } = matchRows(wantedOf(shuffled, names), there, new Map())
      expect(new Set(found).size).toBe(there.length)
      expect(found).not.toContain(null)
      expect(left).toEqual([])
      expect(new Set(variables.values()).size).toBe(variables.size)
    }),
  )
})

test('of a drawing with one row too many all others are found', () => {
  fc.assert(
    fc.property(drawn, ([there, names, shuffled]) => {
      const wanted = [[{ value: 9 }, { value: 9 }, { value: 'c' }], ...wantedOf(shuffled, names)]
      const { found, left } = matchRows(wanted, there, new Map())
      expect(found[0]).toBeNull()
      expect(found.slice(1)).not.toContain(null)
      expect(left).toEqual([])
    }),
  )
})

test('a drawing of many rows of which none is there ends soon', () => {
  const there = Array.from({ length: 60 }, (_, at) => [at + 1, 'x'])
  const wanted = there.map((_, at): Wanted[] => [{ variable: `$v${at % 2}` }, { value: 'x' }])
  expect(matchRows(wanted, there, new Map()).found.filter((at) => at !== null)).toHaveLength(2)
})
