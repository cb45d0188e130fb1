import type { UnitDefinition } from '../model/index.ts'
import type { PrepareContext } from './context.ts'
import { orderColumns } from './extract/conform-columns.ts'
import { proveFiles } from './extract/files/read-files.ts'
import { prepareQuery } from './extract/prepare-source.ts'
import { sourceLayout } from './extract/source-layout.ts'
import { compareTable } from './star/compare-table.ts'
import { refuseObstacles } from './star/refuse-obstacles.ts'

/**
 * Proves a unit's definition against its databases, writing nothing: the source query is prepared and compared by names and types with the declared
 * columns, the live table, where there is one, with the definition. Throws DefinitionError naming all that differs.
 */
export async function prepareUnit(unit: UnitDefinition, context: PrepareContext): Promise<void> {
  orderColumns(unit, sourceLayout(unit))
  const { signal } = context
  if (unit.source.files !== undefined) await proveFiles(unit, unit.source.files, signal)
  else if (unit.source.rows === undefined) {
    const engine = await context.source(unit.source.from)
    await using session = await engine.connect({ signal })
    await prepareQuery(unit, session)
  }
  if (context.tableGoes === true) return
  await using session = await context.warehouse.connect({ signal })
  await compareTable(session, unit)
  if (unit.kind === 'fact' && unit.refresh.mode === 'rebuild') await refuseObstacles(session, unit)
}
