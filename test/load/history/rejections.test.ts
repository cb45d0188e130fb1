import { expect, test } from 'vitest'
import { changesOf } from '../../../loader/load/history/changes.ts'
import { historyRules, type RuleParts } from '../../../loader/load/history/history-rules.ts'
import type { SourceRow } from '../../../loader/load/history/member.ts'

const rules = (parts: Partial<RuleParts> = {}) =>
  historyRules({
    attributes: [
      { name: 'name', change: 'type2' },
      { name: 'city', change: 'type1' },
    ],
    history: 'microsecond',
    effectiveFrom: { name: 'valid_since' },
    effectiveTo: { name: 'valid_until' },
    order: [],
    executionTime: '2024-01-20 00:00:00.000000',
    future: 'reject',
    ...parts,
  })
const row = (parts: Partial<SourceRow> = {}): SourceRow => ({
  from: '2024-01-05 00:00:00.000000',
  to: null,
  order: [],
  values: ['secret', 'x'],
  row: 0,
  ...parts,
})
const told = (rows: readonly SourceRow[], parts: Partial<RuleParts> = {}) =>
  changesOf(rows, [], rules(parts)).outcomes.map((outcome) => (typeof outcome === 'string' ? outcome : outcome.message))

test('each rejection says what, where, what to do', () => {
  const refused = [
    told([row({ from: null })]),
    told([row({ from: '0999-12-31 00:00:00.000000' })]),
    told([row({ from: '2024-01-21 00:00:00.000001' })]),
    told([row({ to: '2024-01-04 00:00:00.000000' })]),
    told([row({ from: '9999-12-31 23:59:59.999999' })], { future: 'accept' }),
    told([row({ from: null, to: '2024-01-04 00:00:00.000000' })], { effectiveFrom: null }),
    told([row({ from: '2024-01-05 08:00:00.000000', to: '2024-01-05 09:00:00.000000' })], { history: 'day' }),
  ]
  expect(refused.flat().join('\n')).toMatchInlineSnapshot(`
    "valid_since is NULL, so no version can begin. Give the row a date in the source, or leave effectiveFrom out.
    valid_since (0999-12-31 00:00:00.000000) lies before 1000-01-01 00:00:00.000000, where the warehouse's time begins. Correct it in the source.
    valid_since (2024-01-21 00:00:00.000001) lies more than a day after the execution time 2024-01-20 00:00:00.000000. Correct it in the source, or set future: 'accept'.
    The period is empty: valid_until (2024-01-04 00:00:00.000000, exclusive) is not after valid_since (2024-01-05 00:00:00.000000). Correct it in the source.
    The period is empty: the end of time is not after valid_since (9999-12-31 23:59:59.999999). Correct it in the source.
    The period is empty: valid_until (2024-01-04 00:00:00.000000, exclusive) is not after the execution time 2024-01-20 00:00:00.000000. Correct it in the source, or declare effectiveFrom.
    The period begins and ends on the same day (2024-01-05), and the table keeps one version a day. Correct it in the source, or use history() instead of history('day')."
  `)
})

test('a quarantine names the columns that are equal and those that differ, never a value', () => {
  const order = [{ name: 'seq', kind: 'integer' as const }]
  const pairs = [
    told([row(), row({ values: ['other', 'x'] })]),
    told([row(), row({ values: ['other', 'y'], to: '2024-01-09 00:00:00.000000' })]),
    told([row({ order: [1] }), row({ order: [1], values: ['other', 'x'] })], { order }),
    told([row(), row({ values: ['other', 'x'] })], { effectiveFrom: null }),
  ]
  for (const [first, second] of pairs) expect(second).toBe(first)
  expect(pairs.map(([first]) => first).join('\n')).toMatchInlineSnapshot(`
    "Two rows of this member are equal in valid_since but differ in name, so none of its rows was loaded. Correct the source, or name in \`order\` a column that tells which is the last.
    Two rows of this member are equal in valid_since but differ in name, city, valid_until, so none of its rows was loaded. Correct the source, or name in \`order\` a column that tells which is the last.
    Two rows of this member are equal in valid_since, seq but differ in name, so none of its rows was loaded. Correct the source, or name in \`order\` a column that tells which is the last.
    Two rows of this member differ in name, so none of its rows was loaded. Correct the source, or name in \`order\` a column that tells which is the last."
  `)
})

test('the values of masked columns are not shown', () => {
  const masked: Partial<RuleParts> = {
    effectiveFrom: { name: 'born', masked: true },
    effectiveTo: { name: 'died', masked: true },
  }
  const refused = [
    told([row({ from: '0999-12-31 00:00:00.000000' })], masked),
    told([row({ from: '2024-01-21 00:00:00.000001' })], masked),
    told([row({ to: '2024-01-04 00:00:00.000000' })], masked),
    told([row({ from: '2024-01-05 08:00:00.000000', to: '2024-01-05 09:00:00.000000' })], {
      ...masked,
      history: 'day',
    }),
  ]
  expect(refused.flat().join('\n')).toMatchInlineSnapshot(`
    "born lies before 1000-01-01 00:00:00.000000, where the warehouse's time begins. Correct it in the source.
    born lies more than a day after the execution time 2024-01-20 00:00:00.000000. Correct it in the source, or set future: 'accept'.
    The period is empty: died (exclusive) is not after born. Correct it in the source.
    The period begins and ends on the same day, and the table keeps one version a day. Correct it in the source, or use history() instead of history('day')."
  `)
})
