import type { Session } from '../../engine/index.ts'
import type { UnitOwner } from '../../log/index.ts'
import { workingTable, workingTables } from './working-table.ts'

/**
 * What a new owner does first (ARCHITECTURE.md, Exactly once 4): finds out whether a swap of the owner before happened, then drops what former
 * owners left. Their own DDL fails as a whole from here on, since its tables are gone. Safe to repeat.
 */
export async function recover(owner: UnitOwner, table: string): Promise<void> {
  const session = await owner.session()
  // First the shadows, so that no swap can happen any more; what is called old after that tells of a swap that did.
  await dropWorking(session, table, owner.number, ['', 'd', 'c'])
  if (owner.former?.status === 'publishing') {
    await owner.settleFormer(await session.tableExists(workingTable(table, owner.former.number, 'o')))
  }
  await dropWorking(await owner.session(), table, owner.number, ['o'])
}

async function dropWorking(session: Session, table: string, below: number, parts: readonly string[]): Promise<void> {
  for (const working of workingTables(table, await session.tablesLike(`${table}__`))) {
    if (working.number < below && parts.includes(working.part))
      await session.execute(session.dialect.dropTable(working.name))
  }
}
