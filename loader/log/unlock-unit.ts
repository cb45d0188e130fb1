import type { Engine } from '../engine/index.ts'
import { endConnection } from './connections.ts'
import { type Holder, readHolder } from './holder.ts'
import type { Log } from './open-log.ts'
import { shortTransaction } from './retry.ts'
import { SessionLock, unitLock } from './session-lock.ts'
import { raiseTokens } from './token.ts'

/** Who has a unit now; `free`: nobody does, and `last` tells who had it last (null: nobody ever). */
export interface Holding {
  readonly free: boolean
  readonly last: Holder | null
}

/** Asks for the unit's lock, and gives it back. Writes nothing; where no run log has been made, every unit is free. */
export async function holdingOf(engine: Engine, unit: string): Promise<Holding> {
  await using session = await engine.connect()
  if (!(await session.tableExists('etl_lock'))) return { free: true, last: null }
  const last = await readHolder(session, unit)
  await using lock = await SessionLock.take(engine, unitLock(unit), 0)
  return { free: lock !== null, last }
}

/**
 * Takes a unit from whoever has it: ends the connections that etl_lock names, where this user may, and raises the unit's tokens, so that its owner, should it
 * live on, is fenced at its next commit. Gives whether the unit is free then: not where its connections could not be ended.
 */
export async function unlockUnit(log: Log, unit: string, patience = 2000): Promise<boolean> {
  const { engine } = log
  await using session = await engine.connect()
  const holder = await readHolder(session, unit)
  for (const id of holder?.connections ?? []) await endConnection(session, id)
  await shortTransaction(session, () => raiseTokens(session, unit))
  // An owner that came back before the tokens were raised has other connections by now; it cannot commit any more.
  await using lock = await SessionLock.take(engine, unitLock(unit), patience)
  return lock !== null
}
