import type { Session } from '../../engine/index.ts'
import { forgetUnit, type Log } from '../../log/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import { workingTables } from './working-table.ts'

/**
 * For `--delete_existing_tables`: drops the units' tables, facts first, with their shadows and stages, and forgets watermarks, markers and misses.
 * Runs and keys stay. Gives the names of what was dropped. Throws LoadError 'locked' when a loader is at one of them.
 */
export async function dropTables(
  units: readonly UnitDefinition[],
  { log }: { readonly log: Log },
): Promise<readonly string[]> {
  const dropped: string[] = []
  const facts = units.filter(({ kind }) => kind === 'fact')
  const dimensions = units.filter(({ kind }) => kind === 'dimension')
  for (const { name, table } of [...facts, ...dimensions]) {
    await forgetUnit(log, name, async (session) => {
      for (const found of await tablesOf(session, table.name)) {
        await session.execute(session.dialect.dropTable(found))
        dropped.push(found)
      }
    })
  }
  return dropped
}

async function tablesOf(session: Session, table: string): Promise<readonly string[]> {
  const working = workingTables(table, await session.tablesLike(`${table}__`))
  return [...working.map(({ name }) => name), ...((await session.tableExists(table)) ? [table] : [])]
}
