import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MemberIndex } from '../../../loader/load/lookup/member-index.ts'
import { ALL_NULL, NO_KEY, PARTLY_NULL, REJECTED, Role, type RoleInput } from '../../../loader/load/lookup/role.ts'
import { VersionIndex } from '../../../loader/load/lookup/version-index.ts'
import type { Cell } from '../../../loader/schema/index.ts'

const OPEN = '9999-12-31'
const words = { null: ALL_NULL, partly: PARTLY_NULL, bad: NO_KEY } as const

/** Members 7 (two versions and a gap between them) and 'x' (ended). */
const drawn = [
  { id: 7, key: 71, from: '2020-02-01', to: '2020-03-01' },
  { id: 7, key: 72, from: '2020-04-01', to: OPEN },
  { id: 'x', key: 81, from: '2020-01-01', to: '2020-02-01' },
] as const

function lookupIndex() {
  const members = new MemberIndex()
  const ordinals = drawn.map(({ id }) => members.add(id))
  const versions = VersionIndex.of(
    {
      ordinals,
      keys: drawn.map(({ key }) => key),
      from: drawn.map(({ from }) => from),
      to: drawn.map(({ to }) => to),
    },
    members.size,
  )
  members.seal()
  return { members, versions, inferred: new Map() }
}

/** Column 0: the key or one of the words; column 1: the time, null, or '?' for what is no time. */
function input(timed: boolean, direct: number): RoleInput {
  const key: RoleInput['key'] = ([value]) => words[value as keyof typeof words] ?? (value as string | number)
  const time: RoleInput['time'] = ([, value]) => (value === '?' ? undefined : (value as string | null))
  return { key, parts: ([value]) => [value as Cell], direct, ...(timed ? { time } : {}) }
}

type Missing = 'unknown' | 'infer' | 'reject' | 'fail'
const none = { missing: 0, notApplicable: 0, error: 0, beforeFirst: 0 }

describe.each([0, -1])('a role, key looked up directly at column %i', (direct) => {
  it.each([
    // key, time, missing, beforeFirst, answer, counted
    [7, '2020-02-01', 'unknown', 'first', 71, null],
    [7, '2020-05-01', 'fail', 'unknown', 72, null],
    [7, '2020-03-01', 'unknown', 'first', -1, 'missing'],
    [7, '2020-03-31', 'infer', 'first', -1, 'missing'],
    [7, '2020-03-01', 'reject', 'first', REJECTED, 'missing'],
    [7, '2020-01-31', 'unknown', 'first', 71, 'beforeFirst'],
    [7, '2020-01-31', 'reject', 'first', 71, 'beforeFirst'],
    [7, '2020-01-31', 'unknown', 'unknown', -1, 'missing'],
    [7, '2020-01-31', 'fail', 'unknown', REJECTED, 'missing'],
    [7, null, 'unknown', 'first', -1, 'missing'],
    [7, null, 'reject', 'first', REJECTED, 'missing'],
    [7, '?', 'unknown', 'first', REJECTED, null],
    ['x', '2020-01-15', 'unknown', 'first', 81, null],
    ['x', '2020-02-01', 'unknown', 'first', -1, 'missing'],
    [8, '2020-02-01', 'unknown', 'first', -1, 'missing'],
    [-1, '2020-02-01', 'unknown', 'first', -1, 'missing'],
    [8, '2020-02-01', 'fail', 'first', REJECTED, 'missing'],
    ['7', '2020-02-01', 'unknown', 'first', -1, 'missing'],
    ['null', '2020-02-01', 'fail', 'first', -2, 'notApplicable'],
    ['bad', '2020-02-01', 'fail', 'first', -3, 'error'],
    ['partly', '2020-02-01', 'unknown', 'first', -1, 'missing'],
    ['partly', '2020-02-01', 'reject', 'first', REJECTED, 'missing'],
  ] as const)('%s at %s, missing %s, before the first %s: %i', (key, time, missing, beforeFirst, answer, counted) => {
    const role = new Role({ missing, beforeFirst }, input(true, direct), lookupIndex())
    expect(role.resolve([key, time])).toBe(answer)
    expect(role.misses).toEqual(counted === null ? none : { ...none, [counted]: 1 })
  })

  it.each([
    // key, time, is the member wanted, then (inferred under 99) the answer, counted
    [8, '2020-02-01', true, 99, 'missing'],
    [8, null, false, -1, 'missing'],
    [8, '?', false, REJECTED, null],
    [7, '2020-03-01', false, -1, 'missing'],
    [7, '2020-02-01', false, 71, null],
    ['null', '2020-02-01', false, -2, 'notApplicable'],
    ['bad', '2020-02-01', false, -3, 'error'],
    ['partly', '2020-02-01', false, -1, 'missing'],
  ] as const)('%s at %s is inferred: %s', (key, time, isWanted, answer, counted) => {
    const index = lookupIndex()
    const role = new Role({ missing: 'infer', beforeFirst: 'first' }, input(true, direct), index)
    expect(role.wanted([key, time])).toEqual(isWanted ? { key, parts: [key] } : null)
    index.inferred.set(8, 99)
    expect(role.wanted([key, time])).toBeNull()
    expect(role.rejects([key, time])).toBe(answer === REJECTED)
    expect(role.misses).toEqual(none)
    expect(role.resolve([key, time])).toBe(answer)
    expect(role.misses).toEqual(counted === null ? none : { ...none, [counted]: 1 })
    expect(role.isTimeUnfit([key, time])).toBe(time === '?')
  })

  it('only a lookup that infers wants a member', () => {
    const role = new Role({ missing: 'unknown', beforeFirst: 'first' }, input(true, direct), lookupIndex())
    expect(role.wanted([8, '2020-02-01'])).toBeNull()
  })

  it('without a time: the latest version, ended or not', () => {
    const role = new Role({ missing: 'unknown', beforeFirst: 'first' }, input(false, direct), lookupIndex())
    expect([7, 'x', 8, 'null'].map((key) => role.resolve([key]))).toEqual([72, 81, -1, -2])
  })
})

it('every row is counted at most once, and a row that is not counted has a key of the dimension', () => {
  const key = fc.constantFrom(7, 'x', 8, -1, 'null', 'bad', 'partly')
  const time = fc.constantFrom('2020-01-01', '2020-02-15', '2020-03-15', '2020-06-01', null)
  const missing = fc.constantFrom<Missing[]>('unknown', 'infer', 'reject', 'fail')
  const beforeFirst = fc.constantFrom<('first' | 'unknown')[]>('first', 'unknown')
  fc.assert(
    fc.property(missing, beforeFirst, fc.array(fc.tuple(key, time)), (answer, before, rows) => {
      const role = new Role({ missing: answer, beforeFirst: before }, input(true, 0), lookupIndex())
      const keys = rows.map((row) => role.resolve(row))
      const real = keys.filter((found) => found > 0).length - role.misses.beforeFirst
      const counted = Object.values(role.misses).reduce((sum, count) => sum + count, 0)
      expect(real + counted).toBe(rows.length)
      const missed = keys.filter((found) => found === REJECTED || found === -1).length
      expect(missed).toBe(role.misses.missing)
      expect(keys.includes(REJECTED) && (answer === 'unknown' || answer === 'infer')).toBe(false)
    }),
  )
})
