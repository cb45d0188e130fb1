import { setTimeout as sleep } from 'node:timers/promises'
import { DatabaseError, LoadError } from '../../errors/index.ts'
import type { UnitOwner } from '../../log/index.ts'
import { workingTable } from './working-table.ts'

const attempts = 12

/**
 * The swap where DDL takes no part in transactions: one atomic statement, tried again while readers hold the live table (each attempt waits for
 * them only shortly, since new readers queue behind it). A connection that broke over it leaves the names to tell whether it happened.
 */
export async function swapBetweenMarkers(
  owner: UnitOwner,
  table: string,
  statements: readonly string[],
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      const session = await owner.session()
      for (const statement of statements) await session.execute(statement)
      return
    } catch (error) {
      if (!(error instanceof DatabaseError) || !error.transient) throw error
      if (await hasSwapped(owner, table)) return
      if (attempt === attempts) throw blocked(owner, table, error)
      await sleep(250, undefined, { signal })
    }
  }
}

async function hasSwapped(owner: UnitOwner, table: string): Promise<boolean> {
  const session = await owner.session()
  const shadow = await session.tableExists(workingTable(table, owner.number))
  return !shadow && (await session.tableExists(workingTable(table, owner.number, 'o')))
}

function blocked(owner: UnitOwner, table: string, cause: DatabaseError): LoadError {
  return new LoadError(
    'swap-blocked',
    `${owner.unit}: the new table could not take the place of ${table}, since ${attempts} times in a row something held the live one: ${cause.message} ` +
      'Readers still see the former rows. End the long query or transaction that uses it, and load again.',
    { cause, transient: true },
  )
}
