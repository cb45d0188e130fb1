import type { Session } from '../engine/index.ts'
import { fencedError, readHolder } from './holder.ts'
import { storedNumber } from './stored.ts'

/**
 * The first statement of each transaction of a lane: goes on only if the token is still the one this owner left (ARCHITECTURE.md, Exactly once 1).
 * One column, always changed, so that engines that look for conflicts column by column see it.
 */
export async function passToken(session: Session, unit: string, token: number, lane = 0): Promise<void> {
  const changed = await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_lock')
        .where({ unit, lane, token })
        .update({ token: knex.raw('token + 1') }),
    ),
  )
  if (changed !== 1) throw fencedError(unit, await readHolder(session, unit))
}

/** A new token for the owner whose take-over had this number; waits for its old transaction, or meets a conflict with it. */
export async function renewToken(session: Session, unit: string, number: number, lane = 0): Promise<number> {
  const changed = await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_lock')
        .where({ unit, lane, unit_number: number })
        .update({ token: knex.raw('token + 1') }),
    ),
  )
  if (changed !== 1) throw fencedError(unit, await readHolder(session, unit))
  return await readToken(session, unit, lane)
}

/** Raises the tokens of all lanes, in the running transaction; gives lane 0's. */
export async function raiseTokens(session: Session, unit: string): Promise<number> {
  await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_lock')
        .where({ unit })
        .update({ token: knex.raw('token + 1') }),
    ),
  )
  return await readToken(session, unit)
}

async function readToken(session: Session, unit: string, lane = 0): Promise<number> {
  const [row] = await session.query(
    session.dialect.compile((knex) => knex('etl_lock').select('token').where({ unit, lane })),
  )
  return storedNumber(row?.[0])
}
