import { makeTable, type Session } from '../../engine/index.ts'
import { LoadError } from '../../errors/index.ts'
import { type Log, lockKeys, makeKeys, type Run } from '../../log/index.ts'
import { type DimensionShape, keyColumn, type UnitDefinition } from '../../model/index.ts'
import { reservedMembers } from '../reserved-members.ts'
import { missingReserved } from './check-table.ts'
import { namedColumns } from './named-columns.ts'
import { starPlan } from './table-plan.ts'

/**
 * Makes the tables that are missing, dimensions with their reserved members and their keys; safe to repeat and to do by two loaders at once.
 * Throws LoadError 'reserved-member-missing' where an existing dimension lacks one: facts may point to it.
 */
export async function makeTables(
  units: readonly UnitDefinition[],
  { log, run }: { readonly log: Log; readonly run: Run },
): Promise<void> {
  await using session = await log.engine.connect()
  for (const unit of units) {
    if (!(await session.tableExists(unit.table.name))) await createTable(session, unit)
    if (unit.kind === 'dimension') await ensureReserved(session, unit, run)
  }
}

async function createTable(session: Session, unit: UnitDefinition): Promise<void> {
  try {
    await makeTable(session, starPlan(unit))
  } catch (error) {
    // Another loader may have been first.
    if (!(await session.tableExists(unit.table.name))) throw error
  }
}

/** An empty table is one that a loader had no time to fill; any other without its reserved members has lost them. */
async function ensureReserved(session: Session, dimension: DimensionShape, run: Run): Promise<void> {
  const { table } = dimension
  const key = keyColumn(table) ?? ''
  if (!(await isEmpty(session, table.name, key))) return await refuseMissing(session, dimension)
  await makeKeys(session, table.name)
  const target = { table: table.name, columns: namedColumns(table) }
  await session.transaction(async () => {
    await lockKeys(session, table.name)
    if (await isEmpty(session, table.name, key))
      await session.bulkLoad(target, [reservedMembers(dimension, run.id, session.capabilities)])
  })
}

async function isEmpty(session: Session, table: string, key: string): Promise<boolean> {
  const { dialect } = session
  const rows = await session.query(`SELECT MIN(${dialect.quote(key)}) FROM ${dialect.quote(table)}`)
  return rows[0]?.[0] === null
}

async function refuseMissing(session: Session, dimension: DimensionShape): Promise<void> {
  const { name, table } = dimension
  const missing = await missingReserved(session, dimension)
  if (missing.length === 0) return
  throw new LoadError(
    'reserved-member-missing',
    `The table ${table.name} of dimension ${name} has lost its reserved ${missing.length === 1 ? 'member' : 'members'} ${missing.join(', ')}, ` +
      `to which facts may point. Restore what is missing: run.ts check --warehouse --fix --select ${name}`,
    { fields: { unit: name, table: table.name, missing: missing.map(String) } },
  )
}
