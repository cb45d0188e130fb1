import { closed, currentVersion } from '../history/closing.ts'
import type { HistoryRules } from '../history/history-rules.ts'
import type { StoredVersion } from '../history/member.ts'
import type { MemberSet } from './member-set.ts'

/** The versions to close of members that are gone from the source, and how many members are current (KIMBALL.md, Deletes). */
export function goneMembers(
  members: MemberSet,
  rules: HistoryRules,
): { readonly gone: readonly StoredVersion<number>[]; readonly current: number } {
  const gone: StoredVersion<number>[] = []
  let current = 0
  if (rules.deletes === undefined) return { gone, current }
  for (const member of members.all()) {
    // What is stored of it has no end, or its row would say something else.
    if (member.unchangedRow >= 0) {
      current += 1
      continue
    }
    const version = currentVersion(member.versions, rules)
    if (version === null) continue
    current += 1
    const update = members.isGone(member) ? closed(version, rules) : null
    if (update !== null) gone.push(update)
  }
  return { gone, current }
}
