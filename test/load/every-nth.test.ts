import { expect, it } from 'vitest'
import { everyNth } from '../../loader/load/extract/every-nth.ts'
import type { RejectedRow } from '../../loader/log/index.ts'

const reject = (key: string): RejectedRow => ({ reason: 'type', key, row: '{}', message: '' })

it('every third row, whatever the batches; rejects in proportion', () => {
  const sample = everyNth(3)
  const batch = (rows: readonly number[], rejects: readonly string[]) =>
    sample({
      read: rows.length + rejects.length,
      rows: rows.map((row) => [row]),
      rejects: rejects.map(reject),
      rejected: rejects.map(() => null),
    })
  const batches = [batch([0, 1], ['a']), batch([2], []), batch([3, 4, 5, 6], ['b', 'c', 'd']), batch([7], [])]
  expect(batches.flatMap(({ rows }) => rows.flat())).toEqual([0, 3, 6])
  expect(batches.flatMap(({ rejects }) => rejects.map(({ key }) => key))).toEqual(['a', 'd'])
  expect(batches.map(({ read }) => read)).toEqual([2, 0, 3, 0])
  expect(batches.map(({ rejected }) => rejected.length)).toEqual([1, 0, 1, 0])
})
