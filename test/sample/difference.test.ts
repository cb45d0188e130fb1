import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cells } from '../../loader/schema/index.ts'
import { difference } from '../../sample/difference.ts'

describe('difference', () => {
  it.each<[string, Cells[], Cells[], object]>([
    [
      'nothing of two that are equal',
      [[1, 'a']],
      [[1, 'a']],
      { away: [], fresh: [], added: 0, changed: 0, removed: 0 },
    ],
    ['what is new', [], [[1, 'a']], { away: [], fresh: [[1, 'a']], added: 1, changed: 0, removed: 0 }],
    ['what is gone', [[1, 'a']], [], { away: [[1]], fresh: [], added: 0, changed: 0, removed: 1 }],
    ['what changed', [[1, 'a']], [[1, null]], { away: [[1]], fresh: [[1, null]], added: 0, changed: 1, removed: 0 }],
    [
      'all rows about a thing of which one changed',
      [
        [1, 'a'],
        [1, 'a'],
      ],
      [
        [1, 'a'],
        [1, 'b'],
      ],
      {
        away: [[1]],
        fresh: [
          [1, 'a'],
          [1, 'b'],
        ],
        added: 0,
        changed: 1,
        removed: 0,
      },
    ],
    [
      'a row that stands there twice no more',
      [
        [1, 'a'],
        [1, 'a'],
      ],
      [[1, 'a']],
      { away: [[1]], fresh: [[1, 'a']], added: 0, changed: 1, removed: 0 },
    ],
    [
      'numbers by size, not as text',
      [[9], [10]],
      [[10], [11]],
      { away: [[9]], fresh: [[11]], added: 1, changed: 0, removed: 1 },
    ],
  ])('gives %s', (_, before, after, expected) => {
    expect(difference(before, after, 1)).toEqual(expected)
  })

  const content = fc
    .array(fc.tuple(fc.nat(4), fc.constantFrom('a', 'B', 'ß'), fc.constantFrom('x', 'y', null)))
    .map((rows) => rows.sort(([a, b], [c, d]) => a - c || (b < d ? -1 : b > d ? 1 : 0)))

  it('makes the one content of the other, for any two', () => {
    fc.assert(
      fc.property(content, content, fc.constantFrom(1, 2), (before, after, about) => {
        const { away, fresh } = difference(before, after, about)
        const left = before.filter((row) => !away.some((key) => key.every((cell, at) => cell === row[at])))
        const text = (rows: readonly Cells[]) => rows.map((row) => JSON.stringify(row)).sort()
        expect(text([...left, ...fresh])).toEqual(text(after))
      }),
    )
  })
})
