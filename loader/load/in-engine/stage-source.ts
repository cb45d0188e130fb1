import type { ResultColumn } from '../../engine/index.ts'
import type { UnitOwner } from '../../log/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import type { LoadContext } from '../context.ts'
import { sourceStatement } from '../extract/prepare-source.ts'
import { clearTables } from '../star/clear-tables.ts'

/**
 * Makes a table of a source's rows in the warehouse, read once, so that whoever takes a part of them takes of the same. Gives their number; null, and no table, where the warehouse's engine cannot
 * reach them, or they are no longer of the types that were `described`.
 */
export async function stageSource(
  unit: UnitDefinition,
  table: string,
  owner: UnitOwner,
  { source, signal, progress }: LoadContext,
  described: readonly ResultColumn[],
): Promise<number | null> {
  // The next word comes when all of them are in the table.
  progress({ unit: unit.name, phase: 'reading', read: 0, sent: 0 })
  await using from = await (await source(unit.source.from)).connect({ signal })
  const session = await owner.session()
  const staged = await session.stage(table, from, sourceStatement(unit, from, undefined), { signal })
  if (staged === null) return null
  const same = described.every(({ name, type }) => staged.some((one) => one.name === name && one.type === type))
  if (!same) {
    await clearTables(owner, [table])
    return null
  }
  const [row] = await session.query(`SELECT COUNT(*) FROM ${session.dialect.quote(table)}`)
  return Number(row?.[0])
}
