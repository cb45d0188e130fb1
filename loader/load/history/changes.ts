import { type ArrangedRow, arrangeRows } from './arrange-rows.ts'
import type { HistoryRules } from './history-rules.ts'
import { isUnchanged } from './is-unchanged.ts'
import { lateRow } from './late-row.ts'
import { begin, type Draft, type Life, settle } from './life.ts'
import type { Effect, MemberChanges, Outcome, SourceRow, StoredVersion } from './member.ts'
import { newMember } from './new-member.ts'
import { newestRow } from './newest-row.ts'
import { closedRow, present, stronger } from './returning.ts'

const nothing = Object.freeze<MemberChanges<never>>({
  inserts: [],
  updates: [],
  outcomes: ['unchanged'],
  spliced: 0,
  reopened: false,
  filled: false,
})

/**
 * What source rows do to a member: the rows of one member and all its versions, both in any order, give what is to be written and what became
 * of each row (KIMBALL.md, Dimensions). The member is as if its rows had arrived one by one, the earliest first.
 */
export function changesOf<K extends number | string>(
  rows: readonly SourceRow[],
  versions: readonly StoredVersion<K>[],
  rules: HistoryRules,
): MemberChanges<K> {
  const [row] = rows
  const latest = latestOf(versions)
  if (rows.length === 1 && row !== undefined) {
    if (latest !== undefined && isUnchanged(row, latest, rules)) return nothing
    const begun = latest === undefined ? newMember(row, rules) : null
    if (begun !== null) return begun
  }

  const outcomes: Outcome[] = new Array(rows.length)
  const life = begin(versions)
  const arranged = arrangeRows(rows, rules, outcomes)
  let untilFilled = versions.length === 0 ? null : rules.untilFilled
  for (const one of arranged) {
    const newest = one.from >= (life.versions.at(-1)?.from ?? one.from)
    outcomes[one.at] = arrive(one, life, untilFilled ?? rules)
    if (newest) untilFilled = null
  }
  const last = arranged.at(-1)
  if (last !== undefined && rules.deletes !== undefined) {
    outcomes[last.at] = stronger(outcomes[last.at], present(last, life, rules))
  }
  const reopened = latest !== undefined && rules.isDelete(latest.to) && (life.versions.at(-1)?.from ?? '') >= latest.to
  return settle(life, outcomes, reopened)
}

function arrive<K extends number | string>(row: ArrangedRow, life: Life<K>, rules: HistoryRules): Effect {
  const latest = life.versions.at(-1)
  if (latest === undefined) {
    life.versions.push({ from: row.from, to: row.to, values: row.values, inferred: false, stored: null, row: row.row })
    return 'new'
  }
  if (latest.inferred) return fill(row, life, latest)
  if (row.from < latest.from) return lateRow(row, life, latest, rules)
  // Where the row's own end comes first it was no delete that ended the member.
  const closed = row.from < latest.to && latest.to <= row.to && rules.isDelete(latest.to)
  return closed ? closedRow(row, life, latest, rules) : newestRow(row, life, latest, rules)
}

/** The first row of an inferred member says what it is, from its own date on, under the key that facts have already. */
function fill<K extends number | string>(row: ArrangedRow, life: Life<K>, inferred: Draft<K>): Effect {
  const { from, to, values } = row
  Object.assign(inferred, { from, to, values, inferred: false })
  life.filled = true
  return 'overwritten'
}

function latestOf<K extends number | string>(versions: readonly StoredVersion<K>[]): StoredVersion<K> | undefined {
  let latest = versions[0]
  for (const version of versions) if (latest !== undefined && version.from > latest.from) latest = version
  return latest
}
