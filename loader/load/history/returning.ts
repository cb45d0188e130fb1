import type { ArrangedRow } from './arrange-rows.ts'
import { moment } from './closing.ts'
import { equalIn, takingOver } from './content.ts'
import type { HistoryRules } from './history-rules.ts'
import type { Draft, Life } from './life.ts'
import type { Effect, Outcome } from './member.ts'
import { newestRow } from './newest-row.ts'

// Members that a delete closed and that are there again (KIMBALL.md, Deletes). A source read whole tells with a member's last row how it is now;
// what its rows say of the time before the close is history like any other, and ends with the close.

/** A row dated inside the latest version, which a delete has closed, and not ended before that. */
export function closedRow<K extends number | string>(
  row: ArrangedRow,
  life: Life<K>,
  latest: Draft<K>,
  rules: HistoryRules,
): Effect {
  if (equalIn(rules.type2, row.values, latest.values, rules)) return 'unchanged'
  if (row.from === latest.from) {
    latest.values = takingOver(rules.type2, latest.values, row.values, rules)
    return 'overwritten'
  }
  const { to } = latest
  latest.to = row.from
  const values = takingOver(rules.ofMember, row.values, latest.values, rules)
  life.versions.push({ from: row.from, to, values, inferred: false, stored: null, row: row.row })
  return 'version'
}

/**
 * What a member's last row says of the present, where its date lies before a close: a version from the execution time on, or, where the member has
 * returned in an earlier load, what that version holds.
 */
export function present<K extends number | string>(row: ArrangedRow, life: Life<K>, rules: HistoryRules): Effect {
  const latest = life.versions.at(-1)
  if (latest === undefined) return 'unchanged'
  if (rules.isDelete(latest.to)) {
    const now = moment(rules)
    const from = now < latest.to ? latest.to : now
    return row.to > from ? newestRow({ ...row, from }, life, latest, rules) : 'unchanged'
  }
  const before = life.versions.at(-2)
  const returned = before !== undefined && before.to < latest.from && rules.isDelete(before.to)
  if (!returned || row.from >= latest.from || row.to <= latest.from) return 'unchanged'
  return newestRow({ ...row, from: latest.from }, life, latest, rules)
}

const strengths: readonly Outcome[] = ['unchanged', 'overwritten', 'version', 'new']

/** A row counts by the stronger of what it did to the past and to the present. */
export function stronger(outcome: Outcome | undefined, other: Effect): Outcome {
  return outcome === undefined || strengths.indexOf(other) > strengths.indexOf(outcome) ? other : outcome
}
