import type { Session } from '../../engine/index.ts'
import { type Interrupted, readInterrupted, type UnitOwner } from '../../log/index.ts'
import { workingTable, workingTables } from './working-table.ts'

/**
 * What a new owner does first (ARCHITECTURE.md, Exactly once 4): takes the shadow of a load that was interrupted under its own number, drops what else
 * former owners left, and finds out whether a swap of the owner before happened. Their own DDL fails as a whole from here on, since its tables are
 * gone. Safe to repeat, by a later owner too. Gives the load that may be gone on with; it still bears its own number in the log.
 */
export async function recover(owner: UnitOwner, table: string): Promise<Interrupted | null> {
  const session = await owner.session()
  const interrupted = await readInterrupted(session, owner.unit, owner.number)
  // First the shadows, so that no swap can happen any more; what is called old after that tells of a swap that did.
  if (interrupted !== null) await takeWorking(session, table, interrupted.number, owner.number)
  await dropWorking(session, table, owner.number, ['', 'd', 'c', 's', 'i'])
  if (owner.former?.status === 'publishing') {
    await owner.settleFormer(await session.tableExists(workingTable(table, owner.former.number, 'o')))
  }
  const writing = await owner.session()
  await dropWorking(writing, table, owner.number, ['o'])
  // If it was swapped in, it is done.
  return interrupted === null ? null : await readInterrupted(writing, owner.unit, owner.number)
}

/**
 * Renames the stage and overflow of an interrupted load. An owner between it and this one may have begun the same: then some bear its number, and the
 * greater number is the right one, since the other can only be an empty table that a fenced owner made too late.
 */
async function takeWorking(session: Session, table: string, from: number, number: number): Promise<void> {
  const found = workingTables(table, await session.tablesLike(`${table}__`))
  for (const part of ['', 'd'] as const) {
    const [latest] = found
      .filter((working) => working.part === part && working.number >= from && working.number < number)
      .sort((one, other) => other.number - one.number)
    // A stage that was swapped in has left its overflow alone.
    if (latest === undefined && part === '') return
    if (latest !== undefined)
      await session.execute(session.dialect.renameTable(latest.name, workingTable(table, number, part)))
  }
}

async function dropWorking(session: Session, table: string, below: number, parts: readonly string[]): Promise<void> {
  for (const working of workingTables(table, await session.tablesLike(`${table}__`))) {
    if (working.number < below && parts.includes(working.part))
      await session.execute(session.dialect.dropTable(working.name))
  }
}
