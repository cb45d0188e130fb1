import type { UnitOwner } from '../../log/index.ts'

/** Drops what a published load leaves behind. A failure is no failure of the load, whose marker is in: the next owner drops it (`recover`). */
export async function clearTables(owner: UnitOwner, tables: readonly string[]): Promise<void> {
  try {
    const session = await owner.session()
    for (const table of tables) await session.execute(session.dialect.dropTable(table))
  } catch {
    // See above.
  }
}
