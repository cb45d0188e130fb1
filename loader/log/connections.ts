import type { Session } from '../engine/index.ts'
import { DatabaseError } from '../errors/index.ts'
import { hasCode } from './retry.ts'

/** Tells the next owner which connections of a lane to end; those without an id are left out. */
export async function keepConnections(
  session: Session,
  unit: string,
  ids: readonly (string | null)[],
  lane = 0,
): Promise<void> {
  const connections = JSON.stringify(ids.filter((id) => id !== null))
  await session.execute(
    session.dialect.compile((knex) => knex('etl_lock').where({ unit, lane }).update({ connections })),
  )
}

/** When an owner leaves, of all its lanes; does nothing if another has taken over. */
export async function forgetConnections(session: Session, unit: string, number: number): Promise<void> {
  await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_lock').where({ unit, unit_number: number }).update({ connections: null }),
    ),
  )
}

/** Ends another connection where this user may; where not, it ends by its own time-out. */
export async function endConnection(session: Session, id: string): Promise<void> {
  try {
    await session.kill(id)
  } catch (error) {
    if (!(error instanceof DatabaseError) || error.code === 'connection-lost') throw error
  }
}

/** Asks the server; a session that is busy is alive. */
export async function isAlive(session: Session): Promise<boolean> {
  try {
    await session.query('SELECT 1')
    return true
  } catch (error) {
    return !hasCode(error, 'connection-lost')
  }
}

/** A connection that broke has nothing left to close. */
export async function closeQuietly(session: Session): Promise<void> {
  try {
    await session[Symbol.asyncDispose]()
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error
  }
}
