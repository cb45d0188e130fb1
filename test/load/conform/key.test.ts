import { describe, expect, it } from 'vitest'
import { compileKey, compileSingleKey } from '../../../loader/load/conform/compile-key.ts'
import type { ConformColumn } from '../../../loader/load/conform/conform-column.ts'
import {
  type Cell,
  type ColumnShape,
  folded,
  integer,
  natural,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { narrow } from './one-value.ts'

const part = (at: number, column: ColumnShape): ConformColumn => ({ at, target: { name: `k${at}`, column } })

// KIMBALL.md, Keys in lookups.
describe('a key of one column', () => {
  it.each<[ColumnShape, unknown, Cell | undefined]>([
    [natural(integer()), 5, 5],
    [natural(integer()), '01', 1],
    [natural(integer()), -1, -1],
    [natural(integer()), null, null],
    [natural(integer()), 'x', undefined],
    [natural(integer()), '', undefined],
    [natural(integer()), '1.0', undefined],
    [natural(integer()), '2147483648', undefined],
    [natural(integer()), undefined, undefined],
    [natural(varchar(3)), '', ''],
    [natural(varchar(3)), 'a ', 'a '],
    [natural(varchar(3)), 'abcd', undefined],
    [natural(folded(varchar(3))), 'ABC', 'abc'],
  ])('%o: %o → %o', (column, value, expected) => {
    expect(compileSingleKey(part(0, column), narrow)(value)).toBe(expected)
  })

  it('of a zoned source is UTC', () => {
    expect(compileSingleKey(part(0, timestamp()), narrow, 'America/New_York')('2021-07-01')).toBe(
      '2021-07-01 04:00:00.000000',
    )
  })
})

describe('a key of two columns', () => {
  const key = compileKey([part(1, natural(integer())), part(0, natural(folded(varchar(3))))], narrow)

  it.each<[readonly unknown[], string, (readonly Cell[])?]>([
    [['AB', '01'], 'complete', [1, 'ab']],
    [['', 0], 'complete', [0, '']],
    [[null, null], 'none'],
    [[null, 1], 'partial'],
    [['a', null], 'partial'],
    // A part that cannot be is an error, whatever else is NULL.
    [[null, 'x'], 'invalid'],
    [['abcd', null], 'invalid'],
    [['a', 'x'], 'invalid'],
  ])('%o is %s', (row, state, parts) => {
    const filled: Cell[] = []
    expect(key(row, filled)).toBe(state)
    if (parts !== undefined) expect(filled).toEqual(parts)
  })
})
