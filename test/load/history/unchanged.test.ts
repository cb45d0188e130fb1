import { expect, test } from 'vitest'
import { changesOf } from '../../../loader/load/history/changes.ts'
import { historyRules } from '../../../loader/load/history/history-rules.ts'
import type { SourceRow, StoredVersion } from '../../../loader/load/history/member.ts'

const rules = historyRules({
  attributes: [{ name: 'name', change: 'type2' }],
  history: 'microsecond',
  effectiveFrom: null,
  effectiveTo: null,
  order: [],
  executionTime: '2024-01-20 00:00:00.000000',
  future: 'reject',
})
const version = (key: number | string): StoredVersion => ({
  key,
  from: '2024-01-01 00:00:00.000000',
  to: '9999-12-31 23:59:59.999999',
  version: 1,
  values: ['a'],
  inferred: false,
})
const row: SourceRow = { from: null, to: null, order: [], values: ['a'], row: 7 }

test('members that stay as they are share one result, so that 200,000 of them allocate nothing', () => {
  const one = changesOf([row], [version(1)], rules)
  expect(one).toStrictEqual({
    inserts: [],
    updates: [],
    outcomes: ['unchanged'],
    spliced: 0,
    reopened: false,
    filled: false,
  })
  expect(changesOf([{ ...row }], [version('2')], rules)).toBe(one)
  const former = { ...version(3), from: '2023-01-01 00:00:00.000000', to: '2024-01-01 00:00:00.000000', values: ['z'] }
  expect(changesOf([row], [former, version(4)], rules)).toBe(one)
  expect(Object.isFrozen(one)).toBe(true)
})

test('the key and the position of the row are carried through', () => {
  const changes = changesOf([{ ...row, values: ['b'] }], [version('9223372036854775807')], rules)
  expect(changes.updates).toStrictEqual([{ ...version('9223372036854775807'), to: '2024-01-20 00:00:00.000000' }])
  expect(changes.inserts).toMatchObject([{ row: 7, version: 2, inferred: false }])
})

test('neither rows nor versions are written into', () => {
  const given = Object.freeze({ ...row, values: Object.freeze(['b']) })
  const stored = Object.freeze([
    Object.freeze({ ...version(2), from: '2024-01-10 00:00:00.000000', version: 2, values: Object.freeze(['z']) }),
    Object.freeze({ ...version(1), to: '2024-01-10 00:00:00.000000', values: Object.freeze(['a']) }),
  ])
  const changes = changesOf(Object.freeze([given]), stored, rules)
  // Versions in any order: the latest is the one that is ended.
  expect(changes.updates.map(({ key, to }) => [key, to])).toStrictEqual([[2, '2024-01-20 00:00:00.000000']])
})
