import type { RoleMisses } from '../../log/index.ts'

type MissesByRole = Readonly<Record<string, RoleMisses>>

/** How lookups ended in two parts of a load. */
export function sumMisses(one: MissesByRole, other: MissesByRole): Record<string, RoleMisses> {
  const misses: Record<string, RoleMisses> = { ...other }
  for (const [role, counted] of Object.entries(one)) misses[role] = sum(counted, misses[role])
  return misses
}

function sum(misses: RoleMisses, before: RoleMisses | undefined): RoleMisses {
  if (before === undefined) return misses
  return {
    missing: misses.missing + before.missing,
    notApplicable: misses.notApplicable + before.notApplicable,
    error: misses.error + before.error,
    beforeFirst: misses.beforeFirst + before.beforeFirst,
  }
}
