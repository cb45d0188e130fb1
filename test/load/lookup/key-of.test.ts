import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileKeyOf } from '../../../loader/load/lookup/key-of.ts'
import type { Cell } from '../../../loader/schema/index.ts'

describe('the key of a natural key', () => {
  it.each<[Cell, string | number]>([
    [5, 5],
    [-1, -1],
    ['', ''],
    ['5', '5'],
    ['a;1:b', 'a;1:b'],
    [true, 1],
    [false, 0],
    [null, Number.NaN],
  ])('of one column stays %o', (cell, key) => {
    expect(compileKeyOf(1)([cell])).toBe(key)
  })

  // FAULTS 22.
  it.each<[readonly Cell[], readonly Cell[]]>([
    [
      ['a', 'bc'],
      ['ab', 'c'],
    ],
    [
      [1, 23],
      [12, 3],
    ],
    [
      ['1', '23'],
      ['12', '3'],
    ],
    [
      ['a;', 'b'],
      ['a', ';b'],
    ],
    [
      ['1:a', ''],
      ['', '1:a'],
    ],
    [
      ['', ''],
      ['', '0:'],
    ],
    [
      [null, 'a'],
      ['null;1:a', 'a'],
    ],
    [
      [null, 'a'],
      ['null', 'a'],
    ],
    [
      ['a', null],
      ['a', ''],
    ],
    [
      ['😀', 'a'],
      ['\ud83d', '\ude00a'],
    ],
    [
      ['A', 'b'],
      ['a', 'b'],
    ],
    [
      ['a ', 'b'],
      ['a', ' b'],
    ],
    [
      [true, 1],
      [false, 1],
    ],
  ])('tells %o from %o', (one, other) => {
    const keyOf = compileKeyOf(one.length)
    expect(keyOf(one)).not.toBe(keyOf(other))
  })

  it('is equal exactly for equal parts', () => {
    const text = fc.stringMatching(/^[0-9:;a\-nul]{0,4}$/)
    const kinds = [text, fc.integer({ min: -30, max: 30 }), fc.boolean()] as const
    const met = { equal: 0, different: 0 }
    const columns = fc.array(fc.constantFrom(...kinds), { minLength: 2, maxLength: 4 })
    const pair = columns.chain((parts) => {
      const row = fc.tuple(
        ...parts.map((part) => fc.oneof({ weight: 9, arbitrary: part as fc.Arbitrary<Cell> }, fc.constant(null))),
      )
      return fc.tuple(row, fc.oneof(row, fc.constant(null)))
    })
    fc.assert(
      fc.property(pair, ([one, drawn]) => {
        const other = drawn ?? [...one]
        const keyOf = compileKeyOf(one.length)
        const equal = one.every((part, i) => part === other[i])
        met[equal ? 'equal' : 'different']++
        expect(keyOf(one) === keyOf(other)).toBe(equal)
      }),
      { numRuns: 3000 },
    )
    expect(Math.min(met.equal, met.different)).toBeGreaterThan(200)
  })
})
