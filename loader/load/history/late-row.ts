import type { ArrangedRow } from './arrange-rows.ts'
import { equalIn, takingOver } from './content.ts'
import type { HistoryRules } from './history-rules.ts'
import type { Draft, Life } from './life.ts'
import type { Effect } from './member.ts'

/**
 * A row dated before the latest version: it finds its place between the others, and leaves their type-1 values alone. Two versions are equal
 * when their type-2 values are; an end does not decide it.
 */
export function lateRow<K extends number | string>(
  row: ArrangedRow,
  life: Life<K>,
  latest: Draft<K>,
  rules: HistoryRules,
): Effect {
  const { versions } = life
  const place = versions.findIndex(({ from }) => from > row.from)
  const next = versions[place] ?? latest
  const before = versions[place - 1]
  // What a delete has closed stays closed: the gap behind it is not filled from before.
  const closed = before !== undefined && row.from < before.to && rules.isDelete(before.to)
  const end = closed && before.to < row.to ? before.to : row.to
  const reachesNext = end >= next.from
  const to = reachesNext ? next.from : end

  if (before !== undefined && row.from < before.to) {
    if (equalIn(rules.type2, row.values, before.values, rules)) return 'unchanged'
    if (row.from === before.from) {
      before.values = takingOver(rules.type2, before.values, row.values, rules)
      if (rules.effectiveTo !== null) before.to = to
      return 'overwritten'
    }
    before.to = row.from
  }
  if (reachesNext && equalIn(rules.type2, row.values, next.values, rules)) {
    next.from = row.from
    return 'overwritten'
  }
  const values = takingOver(rules.ofMember, row.values, latest.values, rules)
  versions.splice(place, 0, { from: row.from, to, values, inferred: false, stored: null, row: row.row })
  life.spliced += 1
  return 'version'
}
