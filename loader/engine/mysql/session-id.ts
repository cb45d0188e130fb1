import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from './connection.ts'
import { isServerError } from './database-error.ts'

/** A session's number on the server, and the client's address as the server sees it (`host:port`). */
export const ownIdentity =
  'SELECT CONNECTION_ID(), @@max_allowed_packet, (SELECT host FROM information_schema.processlist WHERE id = CONNECTION_ID())'

/** Numbers begin again when the server restarts; with the client's address an id from before hits nobody after. */
export function sessionId(number: string, client: string): string {
  return `${number}@${client}`
}

/** Looks after a KILL, 10 ms apart: a connection is ended some time after the server has said OK, and its locks are freed then. */
const looks = 500

/** KILL of the session that has this id, waiting until it has gone; false where it is gone, not ours to end, or its number is another's by now. */
export async function killSession(connection: Connection, id: string): Promise<boolean> {
  const [, number, client = ''] = /^(\d+)@(.*)$/s.exec(id) ?? []
  if (number === undefined) return false
  return await connection.statement(`KILL ${number}`, undefined, async () => {
    const there = async () => {
      const seen = await connection.wire.statement(
        `SELECT host FROM information_schema.processlist WHERE id = ${number}`,
      )
      return Array.isArray(seen) && seen.some(([host]) => String(host) === client)
    }
    if (!(await there())) return false
    try {
      await connection.wire.statement(`KILL ${number}`)
      for (let look = 0; look < looks && (await there()); look++) await sleep(10)
      return true
    } catch (error) {
      // No such connection, or not ours to end.
      if (isServerError(error) && (error.errno === 1094 || error.errno === 1095)) return false
      throw error
    }
  })
}
