import { endConnection } from './connections.ts'
import { keepDefinition } from './definitions.ts'
import { lockedError, readHolder } from './holder.ts'
import type { Log } from './open-log.ts'
import { shortTransaction } from './retry.ts'
import type { Run, UnitOwner, UnitToTake } from './run-log.ts'
import { SessionLock, unitLock } from './session-lock.ts'
import { makeLane, takeOver } from './take-over.ts'
import { LaneOwner } from './unit-owner.ts'

export interface TakeOptions {
  readonly signal?: AbortSignal
  /** Milliseconds to wait for a lock that another holds; default 2000, enough for the server to notice that a killed process is gone. */
  readonly patience?: number
}

/**
 * Takes the unit over for this run. Throws LoadError 'locked' naming host, process and since when, if another loader holds it. A former owner that
 * is cut off but alive is fenced from here on, its connections are ended where this user may.
 */
export async function takeUnit(log: Log, run: Run, unit: UnitToTake, options: TakeOptions = {}): Promise<UnitOwner> {
  const lock = await lockUnit(log, unit.name, options.patience)
  try {
    const { number, former } = await lock.use((session) =>
      shortTransaction(session, async () => {
        const taken = await takeOver(session, run, unit, log.clock)
        await keepDefinition(session, run, unit, log.clock)
        return taken
      }),
    )
    return new LaneOwner({ log, lock, unit: unit.name, number, former, runId: run.id, signal: options.signal })
  } catch (error) {
    await lock[Symbol.asyncDispose]()
    throw error
  }
}

/** The session lock, lane 0's row made if missing, and the connections of whoever had it before ended. */
export async function lockUnit(log: Log, unit: string, patience = 2000): Promise<SessionLock> {
  const lock = await SessionLock.take(log.engine, unitLock(unit), patience)
  if (lock === null) {
    await using session = await log.engine.connect()
    throw lockedError(unit, await readHolder(session, unit))
  }
  try {
    await lock.use(async (session) => {
      const before = await readHolder(session, unit)
      if (before === null) await makeLane(session, unit)
      for (const id of before?.connections ?? []) if (id !== session.id) await endConnection(session, id)
    })
    return lock
  } catch (error) {
    await lock[Symbol.asyncDispose]()
    throw error
  }
}
