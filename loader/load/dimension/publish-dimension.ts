import type { Session } from '../../engine/index.ts'
import { allotKeys, type Run, type UnitNotes, type UnitOwner } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import { chunked } from '../chunked.ts'
import { bounds } from '../history/bounds.ts'
import type { StoredVersion } from '../history/member.ts'
import { namedColumns } from '../star/named-columns.ts'
import { changeable, updateVersion, updateVersions } from './changed-versions.ts'
import type { DimensionChanges } from './dimension-changes.ts'
import type { MemberColumns } from './member-columns.ts'
import { refuseInserted } from './members-inserted.ts'
import { versionRow } from './version-row.ts'

export interface Publication {
  readonly dimension: DimensionShape
  readonly columns: MemberColumns
  readonly changes: DimensionChanges
  readonly notes: UnitNotes
  /** The new watermark; null: it stays, or there is none. */
  readonly readTo: string | null
  /** `keyLocks` before the dimension was read. */
  readonly locks: number
  readonly run: Run
  readonly signal: AbortSignal
}

/**
 * Writes a load's changes and the unit's marker in one transaction; only changes travel. New versions are loaded straight into the dimension. Where nothing changed the marker
 * alone is written.
 */
export async function publishDimension(owner: UnitOwner, publication: Publication): Promise<void> {
  const { dimension, columns, changes, notes, readTo, locks, run, signal } = publication
  const { table } = dimension
  const { openEnd } = bounds(table.history)
  const { key } = columns
  const change = versionRow(changeable(table), columns, openEnd, run.id)
  const changed = (version: StoredVersion<number>) => change({ key: version.key, natural: [], version })
  const target = { table: table.name, columns: namedColumns(table) }
  const row = versionRow(target.columns, columns, openEnd, run.id)
  const { counts, rejects } = changes
  const marker = { kind: 'unit' as const, counts, notes, rejects, ...(readTo === null ? {} : { readTo }) }
  await owner.commit(marker, async (session) => {
    if (changes.inserts.length > 0) await refuseInserted(session, table.name, locks)
    // Moved versions make room first: natural key and valid_from are unique together.
    if (changes.updates.length > 0) await updateVersions(session, table, key, changes.updates, changed, signal)
    for (const version of changes.movedOnto) {
      await session.execute(updateVersion(session.dialect, table, key, version, changed(version)))
    }
    if (changes.inserts.length > 0) {
      const firstKey = await firstOf(session, publication)
      const rows = chunked(changes.inserts, ({ member, version, key: given }, at) =>
        row({ key: given ?? firstKey + at, natural: member.natural, version }),
      )
      await session.bulkLoad(target, rows, { signal })
    }
  })
}

/** The first of as many keys as versions need one; refused before they are written where the column cannot hold them. */
async function firstOf(session: Session, { dimension, columns, changes }: Publication): Promise<number> {
  if (dimension.smartKey !== undefined) return 0
  const { first } = await allotKeys(session, dimension.table.name, changes.inserts.length, columns.key.column)
  return first
}
