import type { Cells } from '../../schema/index.ts'
import type { MemberChanges, Outcome, PlannedVersion, StoredVersion } from './member.ts'

/** A version in work. Values are replaced, never written into: they may be the stored version's or the source row's own. */
export interface Draft<K extends number | string> {
  from: string
  to: string
  values: Cells
  inferred: boolean
  /** As the warehouse holds it; null: to be inserted. */
  readonly stored: StoredVersion<K> | null
  /** `SourceRow.row` of the row that made it; -1 when stored. */
  readonly row: number
}

/** A member's versions in time order, while rows arrive. */
export interface Life<K extends number | string> {
  readonly versions: Draft<K>[]
  spliced: number
  filled: boolean
}

/** The member as it is stored. */
export function begin<K extends number | string>(stored: readonly StoredVersion<K>[]): Life<K> {
  const versions = stored.map((one) => {
    const { from, to, values, inferred } = one
    return { from, to, values, inferred, stored: one, row: -1 }
  })
  return { versions: versions.sort((a, b) => (a.from < b.from ? -1 : 1)), spliced: 0, filled: false }
}

/** Numbers the versions, and tells what is to be inserted and what is no longer as it is stored. */
export function settle<K extends number | string>(
  life: Life<K>,
  outcomes: readonly Outcome[],
  reopened: boolean,
): MemberChanges<K> {
  const inserts: PlannedVersion[] = []
  const updates: StoredVersion<K>[] = []
  let version = 0
  for (const { from, to, values, inferred, stored, row } of life.versions) {
    version += 1
    if (stored === null) inserts.push({ from, to, version, values, inferred: false, row })
    else {
      const now = { ...stored, from, to, version, values, inferred }
      if (differs(stored, now)) updates.push(now)
    }
  }
  const written = inserts.length > 0 || updates.length > 0
  const { spliced, filled } = life
  return { inserts, updates, outcomes: written ? outcomes : outcomes.map(undone), spliced, reopened, filled }
}

/** Rows that undid each other's work (a value there and back) have overwritten nothing. */
function undone(outcome: Outcome): Outcome {
  return outcome === 'overwritten' ? 'unchanged' : outcome
}

function differs(stored: StoredVersion, now: StoredVersion): boolean {
  return (
    stored.from !== now.from ||
    stored.to !== now.to ||
    stored.version !== now.version ||
    stored.inferred !== now.inferred ||
    now.values.some((value, at) => value !== stored.values[at])
  )
}
