import { setTimeout as sleep } from 'node:timers/promises'
import type { Session } from '../session.ts'

/** A session's process number on the server, with its start: the system gives numbers again. */
export const ownId =
  "SELECT pid || '@' || extract(epoch FROM backend_start)::text FROM pg_stat_get_activity(pg_backend_pid())"

const found = 'FROM pg_stat_get_activity($1::integer) WHERE extract(epoch FROM backend_start)::text = $2'

/** Ends that session and waits until it is gone, its locks with it; false where there is none, or it is another user's. */
export async function killSession(session: Session, id: string): Promise<boolean> {
  const [, pid, start = ''] = /^(\d{1,9})@([\d.]+)$/.exec(id) ?? []
  if (pid === undefined) return false
  const params = [pid, start]
  // The start of another user's session shows to administrators alone, who may end it.
  const [row] = await session.query({ sql: `SELECT pg_terminate_backend(pid) ${found}`, params })
  if (row?.[0] !== true) return false
  for (let wait = 0; wait < 500; wait++) {
    // Within a transaction the server would tell what it told before.
    await session.query('SELECT pg_stat_clear_snapshot()')
    if ((await session.query({ sql: `SELECT 1 ${found}`, params })).length === 0) break
    await sleep(10)
  }
  return true
}
