import type { ArrangedRow } from './arrange-rows.ts'
import { equalIn, takingOver } from './content.ts'
import type { HistoryRules } from './history-rules.ts'
import type { Draft, Life } from './life.ts'
import type { Effect } from './member.ts'

/** A row dated on the start of the latest version or later. */
export function newestRow<K extends number | string>(
  row: ArrangedRow,
  life: Life<K>,
  latest: Draft<K>,
  rules: HistoryRules,
): Effect {
  const typeOne = overwriteAll(row, life, latest, rules)
  const same = equalIn(rules.type2, row.values, latest.values, rules)
  const onItsStart = row.from === latest.from
  const afterItsEnd = row.from >= latest.to

  if (afterItsEnd || !(same || onItsStart)) {
    if (!afterItsEnd) latest.to = row.from
    const values = takingOver(rules.type0, row.values, latest.values, rules)
    life.versions.push({ from: row.from, to: row.to, values, inferred: false, stored: null, row: row.row })
    return 'version'
  }
  const inPlace = restate(row, latest, rules)
  return typeOne || inPlace ? 'overwritten' : 'unchanged'
}

/** Type 1: a value that differs from the latest version's goes into every version. */
function overwriteAll<K extends number | string>(
  row: ArrangedRow,
  life: Life<K>,
  latest: Draft<K>,
  rules: HistoryRules,
): boolean {
  const changed = rules.type1.filter((at) => !equalIn([at], row.values, latest.values, rules))
  if (changed.length === 0) return false
  for (const version of life.versions) version.values = takingOver(changed, version.values, row.values, rules)
  return true
}

/** The latest version in place: its own values and, where the source tells it, its end. */
function restate<K extends number | string>(row: ArrangedRow, latest: Draft<K>, rules: HistoryRules): boolean {
  const values = takingOver([...rules.type2, ...rules.type1Latest], latest.values, row.values, rules)
  const to = rules.effectiveTo === null ? latest.to : row.to
  if (values === latest.values && to === latest.to) return false
  latest.values = values
  latest.to = to
  return true
}
