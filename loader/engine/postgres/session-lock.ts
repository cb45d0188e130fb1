import { createHash } from 'node:crypto'
import type { Session } from '../session.ts'

/** Advisory locks are a database's own and have numbers for names: 64 bits of a hash. */
function lockNumber(name: string): string {
  return createHash('sha256').update(name).digest().readBigInt64BE().toString()
}

export async function tryLock(session: Session, name: string): Promise<boolean> {
  const sql = 'SELECT pg_try_advisory_lock($1::bigint)'
  const [[taken] = []] = await session.query({ sql, params: [lockNumber(name)] })
  return taken === true
}

export async function unlock(session: Session, name: string): Promise<void> {
  await session.query({ sql: 'SELECT pg_advisory_unlock($1::bigint)', params: [lockNumber(name)] })
}
