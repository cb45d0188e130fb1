import { type ArrangedRow, arrangeRows } from './arrange-rows.ts'
import type { HistoryRules } from './history-rules.ts'
import { isUnchanged } from './is-unchanged.ts'
import { lateRow } from './late-row.ts'
import { begin, type Life, settle } from './life.ts'
import type { Effect, MemberChanges, Outcome, SourceRow, StoredVersion } from './member.ts'
import { newestRow } from './newest-row.ts'

const nothing = Object.freeze<MemberChanges<never>>({ inserts: [], updates: [], outcomes: ['unchanged'], spliced: 0 })

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
  if (rows.length === 1 && row !== undefined && latest !== undefined && isUnchanged(row, latest, rules)) return nothing

  const outcomes: Outcome[] = new Array(rows.length)
  const life = begin(versions)
  for (const arranged of arrangeRows(rows, rules, outcomes)) outcomes[arranged.at] = arrive(arranged, life, rules)
  return settle(life, outcomes)
}

function arrive<K extends number | string>(row: ArrangedRow, life: Life<K>, rules: HistoryRules): Effect {
  const latest = life.versions.at(-1)
  if (latest === undefined) {
    life.versions.push({ from: row.from, to: row.to, values: row.values, stored: null, row: row.row })
    return 'new'
  }
  return row.from < latest.from ? lateRow(row, life, latest, rules) : newestRow(row, life, latest, rules)
}

function latestOf<K extends number | string>(versions: readonly StoredVersion<K>[]): StoredVersion<K> | undefined {
  let latest = versions[0]
  for (const version of versions) if (latest !== undefined && version.from > latest.from) latest = version
  return latest
}
