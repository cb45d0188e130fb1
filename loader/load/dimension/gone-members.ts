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
  if (rules.deletes === undefined) return { gone, current: 0 }
  // What is stored of an unchanged one has no end, or its row would say something else.
  let current = members.unchanged
  for (const member of members.all()) {
    const version = currentVersion(member.versions, rules)
    if (version === null) continue
    current += 1
    const update = members.isGone(member) ? closed(version, rules) : null
    if (update !== null) gone.push(update)
  }
  return { gone, current }
}
