import { equalIn } from './content.ts'
import type { HistoryRules } from './history-rules.ts'
import type { SourceRow, StoredVersion } from './member.ts'

/**
 * Whether a member's only row changes nothing, told by its latest version alone (the one with the greatest `from`), without allocating:
 * the case of nearly every member of nearly every load. False: `changesOf` tells.
 */
export function isUnchanged(row: SourceRow, latest: StoredVersion, rules: HistoryRules): boolean {
  const from = rules.effectiveFrom === null ? rules.executionTime : row.from
  // A day compares with an instant as its own beginning does, so one comparison serves both kinds of history.
  return (
    from !== null &&
    from >= latest.from &&
    from < latest.to &&
    !latest.inferred &&
    !rules.isDelete(latest.to) &&
    from <= rules.lastStart &&
    equalIn(rules.changing, row.values, latest.values, rules) &&
    sameEnd(row.to, latest.to, rules)
  )
}

function sameEnd(rowTo: string | null, latestTo: string, rules: HistoryRules): boolean {
  if (rules.effectiveTo === null || rules.history === null) return true
  if (rowTo === null) return latestTo === rules.bounds.openEnd
  return rules.history === 'day' ? rowTo.startsWith(latestTo) : rowTo === latestTo
}
