import { timedRow } from './arrange-rows.ts'
import type { HistoryRules } from './history-rules.ts'
import type { MemberChanges, SourceRow } from './member.ts'
import { rejection } from './rejections.ts'

const none = Object.freeze<never[]>([])
const outcomes = Object.freeze(['new' as const])

/**
 * The changes of a member that nobody knew and whose only row begins it, with a tenth of the objects that rows in general take: the case of nearly every row of
 * a first load. Null: `changesOf` tells.
 */
export function newMember(row: SourceRow, rules: HistoryRules): MemberChanges<never> | null {
  if (rejection(row, rules) !== null) return null
  const { from, to, values } = timedRow(row, 0, rules)
  if (to <= from || rules.isDelete(to)) return null
  const version = { from, to, version: 1, values, inferred: false, row: row.row }
  return { inserts: [version], updates: none, outcomes, spliced: 0, reopened: false, filled: false }
}
