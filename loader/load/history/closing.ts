import type { HistoryRules } from './history-rules.ts'
import type { StoredVersion } from './member.ts'

/** The execution time in the text of the table's history. */
export function moment({ executionTime, history }: Pick<HistoryRules, 'executionTime' | 'history'>): string {
  return history === 'day' ? executionTime.slice(0, 10) : executionTime
}

/** The member's version without end, if it has one: a member that is current. Inferred members are no source's to delete. */
export function currentVersion<K extends number | string>(
  versions: readonly StoredVersion<K>[],
  { bounds: { openEnd } }: Pick<HistoryRules, 'bounds'>,
): StoredVersion<K> | null {
  return versions.find(({ to, inferred }) => to === openEnd && !inferred) ?? null
}

/** The current version of a member that is gone from the source, closed; null where that would leave it empty: the next load will do it. */
export function closed<K extends number | string>(
  current: StoredVersion<K>,
  rules: Pick<HistoryRules, 'executionTime' | 'history'>,
): StoredVersion<K> | null {
  const to = moment(rules)
  return to > current.from ? { ...current, to } : null
}
