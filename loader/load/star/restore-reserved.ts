import { alterUnit, type Log, lockKeys, makeKeys, type Run } from '../../log/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import { reservedKeys, reservedMembers } from '../reserved-members.ts'
import { missingReserved } from './check-table.ts'
import { namedColumns } from './named-columns.ts'

/**
 * Inserts the reserved members that a dimension's table has lost, under their own keys, so that facts point to them again; gives their keys. Throws
 * LoadError 'locked' when a loader is at the unit.
 */
export async function restoreReserved(
  dimension: DimensionShape,
  { log, run }: { readonly log: Log; readonly run: Run },
): Promise<readonly number[]> {
  const { name, table } = dimension
  return await alterUnit(log, name, async (session) => {
    await makeKeys(session, table.name)
    return await session.transaction(async () => {
      await lockKeys(session, table.name)
      const missing = await missingReserved(session, dimension)
      const members = reservedMembers(dimension, run.id, session.capabilities)
      const rows = members.filter((_, at) => missing.includes(reservedKeys[at] ?? 0))
      if (rows.length > 0) await session.bulkLoad({ table: table.name, columns: namedColumns(table) }, [rows])
      return missing
    })
  })
}
