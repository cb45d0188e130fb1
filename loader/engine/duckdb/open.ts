import { existsSync } from 'node:fs'
import { DatabaseError } from '../../errors/index.ts'
import { placeOf } from '../place.ts'
import type { Engine, OpenOptions } from '../session.ts'
import { cancelled } from './cancelled.ts'
import { capabilities } from './capabilities.ts'
import type { Connection } from './connection.ts'
import { addressOf, canonicalPath } from './database-path.ts'
import { dialect } from './dialect.ts'
import { connectSession, end } from './session.ts'
import { type SharedDatabase, shareDatabase } from './shared-database.ts'

/** Opens `duckdb:<file>` or, private to this engine, `duckdb::memory:`, with the options of its URL. Engines of one file share it within the process. */
export async function open(url: string, { create = true }: OpenOptions = {}): Promise<Engine> {
  const { file, options } = addressOf(url)
  const standIn = file !== null && create === 'stand-in' && !existsSync(file)
  const path = file === null || standIn ? null : await canonicalPath(file, create === true)
  const database = await shareDatabase(path, options)
  const place = placeOf(url)
  const own = new Set<string>()
  let closed = false
  return {
    dialect,
    capabilities,
    place,
    standIn,
    async connect({ signal } = {}) {
      if (closed) {
        throw new DatabaseError('connection-lost', `${place} was closed. Connect before it is, or open it again.`)
      }
      if (signal?.aborted === true) throw cancelled(place, 'connect', signal.reason)
      const session = await connectSession(database, place)
      if (session.id !== null) own.add(session.id)
      return session
    },
    async [Symbol.asyncDispose]() {
      if (closed) return
      closed = true
      await Promise.all(left(database, own).map((connection) => end(database, connection, 'its database was closed')))
      await database.release()
    },
  }
}

function left(database: SharedDatabase, ids: ReadonlySet<string>): readonly Connection[] {
  return [...database.connections.values()].filter(({ id }) => ids.has(id))
}
