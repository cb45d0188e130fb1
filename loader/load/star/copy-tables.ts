import type { Engine, Session, TablePlan } from '../../engine/index.ts'
import { logTables } from '../../log/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import type { Cells } from '../../schema/index.ts'
import { compileReadBack } from '../conform/read-back.ts'
import { selectFrom } from './select-from.ts'
import { starPlan } from './table-plan.ts'

/** Tables of the log that say what a load does next; the others tell what was. */
const decisive = [
  'etl_key',
  'etl_watermark',
  'etl_miss',
  'etl_definition',
  'etl_run',
  'etl_unit_run',
  'etl_lock',
  // Nothing of it runs here, but its names are taken.
  'etl_change',
]

/**
 * Copies the units' tables, as far as they are there, and what the run log knows into an empty database, so that a load of it does what it would do to
 * the original. Only reads the original. `from` and `to` may be of different engines.
 */
export async function copyTables(
  from: Engine,
  to: Engine,
  units: readonly UnitDefinition[],
  signal: AbortSignal,
): Promise<void> {
  await using source = await from.connect({ signal })
  await using target = await to.connect({ signal })
  for (const unit of units) await copyTable(source, target, starPlan(unit), signal)
  const log = logTables.filter(({ name }) => decisive.includes(name))
  for (const plan of log) await copyTable(source, target, plan, signal)
  // The connections that it names are others'.
  const hasLocks = await target.tableExists('etl_lock')
  if (hasLocks) await target.execute('UPDATE etl_lock SET connections = NULL')
}

async function copyTable(source: Session, target: Session, plan: TablePlan, signal: AbortSignal): Promise<void> {
  if (!(await source.tableExists(plan.name))) return
  for (const statement of target.dialect.createTable(plan)) await target.execute(statement)
  const { name, columns } = plan
  const sql = selectFrom(
    source.dialect,
    name,
    columns.map((column) => column.name),
  )
  const readBack = compileReadBack(name, columns, source.capabilities)
  async function* rows(): AsyncGenerator<readonly Cells[], void, undefined> {
    for await (const batch of source.read(sql, { signal })) yield batch.map(readBack)
  }
  await target.bulkLoad({ table: name, columns }, rows(), { signal })
}
