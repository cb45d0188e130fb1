import { createHash } from 'node:crypto'
import { DatabaseError } from '../../errors/index.ts'
import type { Session } from '../session.ts'

/** Lock names are server-wide and at most 64 characters: a hash of database and name stands in for them. */
function lockName(database: string, name: string): string {
  const digest = createHash('sha256').update(`${database.length}:${database}${name}`).digest('hex')
  return `typeline:${digest.slice(0, 48)}`
}

export async function tryLock(session: Session, database: string, name: string): Promise<boolean> {
  const [[taken] = []] = await session.query({ sql: 'SELECT GET_LOCK(?, 0)', params: [lockName(database, name)] })
  if (taken === null)
    throw new DatabaseError('statement-failed', `GET_LOCK for "${name}" failed on the server. Start again.`, {
      transient: true,
    })
  return Number(taken) === 1
}

export async function unlock(session: Session, database: string, name: string): Promise<void> {
  await session.query({ sql: 'SELECT RELEASE_LOCK(?)', params: [lockName(database, name)] })
}
