import { expect, test } from 'vitest'
import { changesOf } from '../../../loader/load/history/changes.ts'
import { type Change, historyRules } from '../../../loader/load/history/history-rules.ts'
import type { SourceRow, StoredVersion } from '../../../loader/load/history/member.ts'

// KIMBALL.md, A type-2 attribute added later. One member, versions `day-day name/added`, rows `day name/added`; days of January 2024.

const time = (day: string) =>
  day === '' ? '9999-12-31 23:59:59.999999' : `2024-01-${day.padStart(2, '0')} 00:00:00.000000`
const values = (text: string) => text.split('/').map((value) => (value === '-' ? null : value))

function stored(drawn: string, at: number): StoredVersion<number> {
  const [, from = '', to = '', cells = ''] = /^(\d+)-(\d*) (.*)$/.exec(drawn) ?? []
  return { key: at + 1, from: time(from), to: time(to), version: at + 1, values: values(cells), inferred: false }
}

function sourceRow(drawn: string, row: number): SourceRow {
  const [day = '', cells = ''] = drawn.split(' ')
  return { from: time(day), to: null, order: [], values: values(cells), row }
}

interface Case {
  readonly change?: Change
  readonly have: readonly string[]
  readonly rows: readonly string[]
  readonly after: readonly string[]
  readonly outcomes: readonly string[]
}

const cases: Readonly<Record<string, Case>> = {
  'the first value goes into the latest version in place; older ones keep NULL': {
    have: ['1-5 a/-', '5- b/-'],
    rows: ['9 b/x'],
    after: ['1-5 a/-', '5- b/x'],
    outcomes: ['overwritten'],
  },
  'NULL as first value writes nothing': {
    have: ['1- a/-'],
    rows: ['9 a/-'],
    after: ['1- a/-'],
    outcomes: ['unchanged'],
  },
  'another type-2 change begins a version, which alone has the value': {
    have: ['1- a/-'],
    rows: ['9 b/x'],
    after: ['1-9 a/-', '9- b/x'],
    outcomes: ['version'],
  },
  'the next row of the same load is an ordinary change': {
    have: ['1- a/-'],
    rows: ['8 a/x', '9 a/y'],
    after: ['1-9 a/x', '9- a/y'],
    outcomes: ['overwritten', 'version'],
  },
  'a late row with equal content otherwise makes no version': {
    have: ['1-5 a/-', '5- b/-'],
    rows: ['3 a/x', '9 b/y'],
    after: ['1-5 a/-', '5- b/y'],
    outcomes: ['unchanged', 'overwritten'],
  },
  'a new member is an ordinary one': {
    have: [],
    rows: ['1 a/x', '5 a/y'],
    after: ['1-5 a/x', '5- a/y'],
    outcomes: ['new', 'version'],
  },
  'type 0: the first value loaded is the first, in all versions': {
    change: 'type0',
    have: ['1-5 a/-', '5- b/-'],
    rows: ['8 b/x', '9 b/y'],
    after: ['1-5 a/x', '5- b/x'],
    outcomes: ['overwritten', 'unchanged'],
  },
}

test.each(Object.entries(cases))('%s', (_, { change = 'type2', have, rows, after: expected, outcomes }) => {
  const rules = historyRules({
    attributes: [
      { name: 'name', change: 'type2' },
      { name: 'late', change },
    ],
    history: 'microsecond',
    effectiveFrom: { name: 'changed_at' },
    effectiveTo: null,
    order: [],
    executionTime: time('20'),
    future: 'reject',
    added: new Set(['late']),
  })
  const before = have.map(stored)
  const changes = changesOf(rows.map(sourceRow), before, rules)
  const kept = before.map((version) => changes.updates.find(({ key }) => key === version.key) ?? version)
  const after = [...kept, ...changes.inserts].sort((a, b) => (a.from < b.from ? -1 : 1))
  expect(after.map((version) => ({ ...version, key: 0, row: 0 }))).toEqual(
    expected.map(stored).map((version) => ({ ...version, key: 0, row: 0 })),
  )
  expect(changes.outcomes).toEqual(outcomes)
})
