import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plusDay } from '../../../loader/load/history/shift-time.ts'
import { deleting, inferredFirst, loads, rules, vanishing } from './cases.ts'
import { MemberBesideOracle } from './member-beside-oracle.ts'
import { Oracle } from './oracle.ts'
import type { OracleLoad, OracleRules } from './oracle-shapes.ts'
import { instantOf } from './ticks.ts'

/** Each must be met in at least 50 of 1000 cases, else the cases no longer test the rule. */
const rulesToMeet = [
  'new member',
  'type 0 ignored',
  'type 1',
  'type 1 in several versions',
  'type 1, latest',
  'type 2',
  'NULL to a value',
  'a value to NULL',
  'a trailing space',
  'the same content',
  'the same content with a later date',
  'the same content after its end',
  'other content after its end',
  'at the very end',
  'end moved from the start',
  'end moved from inside',
  'replaced on the start of the latest',
  'undone within the load',
  'late on a start, the same content',
  'late on a start, replaced',
  'late, equal to its predecessor',
  'late between two, joins its successor',
  'late before the first, joins its successor',
  'late in a gap, joins its successor',
  'late, ends before an equal successor',
  'late between two, to the next start',
  'late between two, to its own end',
  'late before the first, to the next start',
  'late before the first, to its own end',
  'late in a gap, to the next start',
  'late in a gap, to its own end',
  'late, type 1 as the member has it',
  'late by the clock',
  'duplicate',
  'superseded by order',
  'superseded within the moment',
  'quarantine',
  'null-date',
  'future',
  'exactly a day ahead',
  'empty-period',
  'a period within a day',
]

/** And these in at least 20. */
const rulesOfDeletes = [
  'filled',
  'closed',
  'a close that waits',
  'before the close, on a start',
  'before the close, inside',
  'returned at the execution time',
  'returned before, dated before the close',
  'late, up to a close',
]

/** How often each rule was met in 1000 cases. */
function meetings(rules: fc.Arbitrary<OracleRules>, loads: fc.Arbitrary<OracleLoad[]>): ReadonlyMap<string, number> {
  const met = new Map<string, number>()
  fc.assert(
    fc.property(rules, inferredFirst, loads, (given, inferred, loads) => {
      const here = new Set<string>()
      const oracle = new Oracle(given, (rule) => here.add(rule))
      const member = new MemberBesideOracle(given, oracle)
      if (inferred) member.infer({ t0: 'Unknown', t1: null, t1l: null, t2: 'a', t2b: 1 })
      for (const load of loads) {
        member.load(load.rows, load.now)
        const forgot = oracle.forgot
        // The same load again: in another order of reading, without one write.
        const wrote = member.load(load.rows.toReversed(), load.now)
        expect(wrote && !forgot).toBe(false)
      }
      for (const rule of here) met.set(rule, (met.get(rule) ?? 0) + 1)
    }),
    { numRuns: 1000 },
  )
  return met
}

const seldom = (met: ReadonlyMap<string, number>, rules: readonly string[], least: number): readonly string[] =>
  rules.filter((rule) => (met.get(rule) ?? 0) < least).map((rule) => `${rule}: ${met.get(rule) ?? 0}`)

test('agrees with a naive oracle that replays by arrival', () => {
  const met = meetings(rules, loads)
  expect(seldom(met, rulesToMeet, 50)).toStrictEqual([])
  const known = [...rulesToMeet, ...rulesOfDeletes]
  expect([...met.keys()].filter((rule) => !known.includes(rule))).toStrictEqual([])
})

test('agrees with it on members that vanish and return', () => {
  expect(seldom(meetings(deleting, vanishing), rulesOfDeletes, 20)).toStrictEqual([])
})

test('ticks are days apart as the loader counts them', () => {
  for (let tick = 0; tick + 3 < 27; tick++) expect(plusDay(instantOf(tick))).toBe(instantOf(tick + 3))
})
