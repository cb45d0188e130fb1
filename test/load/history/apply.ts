import type { MemberChanges, StoredVersion } from '../../../loader/load/history/member.ts'

/** The versions of a member after its changes were written, in time order; new ones get the keys `nextKey`, `nextKey + 1` … */
export function applied(
  before: readonly StoredVersion<number>[],
  changes: MemberChanges<number>,
  nextKey: number,
): readonly StoredVersion<number>[] {
  const updates = new Map(changes.updates.map((version) => [version.key, version]))
  const kept = before.map((version) => updates.get(version.key) ?? version)
  const made = changes.inserts.map(({ row: _, ...version }, at) => ({ ...version, key: nextKey + at }))
  return [...kept, ...made].sort((a, b) => (a.from < b.from ? -1 : 1))
}
