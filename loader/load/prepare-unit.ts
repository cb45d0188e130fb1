import type { ResultColumn, Session } from '../engine/index.ts'
import { type UnitDefinition, windowOf } from '../model/index.ts'
import type { PrepareContext } from './context.ts'
import { orderColumns } from './extract/conform-columns.ts'
import { proveFiles } from './extract/files/read-files.ts'
import { prepareQuery } from './extract/prepare-source.ts'
import { sourceLayout } from './extract/source-layout.ts'
import { lastRead } from './extract/window-reading.ts'
import { compareTable } from './star/compare-table.ts'
import { refuseObstacles } from './star/refuse-obstacles.ts'

/**
 * Proves a unit's definition against its databases, writing nothing: the source query is prepared and compared by names and types with the declared
 * columns, the live table, where there is one, with the definition. Gives the query's columns, null where the source has none. Throws DefinitionError naming all
 * that differs.
 */
export async function prepareUnit(
  unit: UnitDefinition,
  context: PrepareContext,
): Promise<readonly ResultColumn[] | null> {
  orderColumns(unit, sourceLayout(unit))
  const { signal } = context
  let described: readonly ResultColumn[] | null = null
  if (unit.source.files !== undefined) await proveFiles(unit, unit.source.files, signal)
  else if (unit.source.rows === undefined) {
    const engine = await context.source(unit.source.from)
    await using session = await engine.connect({ signal })
    described = (await prepareQuery(unit, session)).given
  }
  if (context.tableGoes === true) return described
  await using session = await context.warehouse.connect({ signal })
  await compareTable(session, unit)
  if (await swapsNext(session, unit, context)) await refuseObstacles(session, unit)
  return described
}

/** Whether the unit's next load puts a new table in the place of one that is there. */
async function swapsNext(session: Session, unit: UnitDefinition, { fullRefresh }: PrepareContext): Promise<boolean> {
  if (unit.kind === 'dimension' || !(await session.tableExists(unit.table.name))) return false
  if (windowOf(unit) === null || fullRefresh === true || !(await session.tableExists('etl_watermark'))) return true
  return (await lastRead(session, unit)) === null
}
