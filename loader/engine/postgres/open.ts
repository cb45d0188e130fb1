import type { Abortable, Engine, Session } from '../session.ts'
import { addressOf } from './address.ts'
import { capabilities } from './capabilities.ts'
import { dialect } from './dialect.ts'
import { openConnection } from './open-connection.ts'
import { PostgresSession } from './session.ts'

/** Opens the database that a `postgres:` or `postgresql:` URL names; connects when a session is asked for. */
export async function open(url: string): Promise<Engine> {
  const address = addressOf(url)
  const sessions = new Set<Session>()
  return {
    dialect,
    capabilities,
    place: address.place,
    async connect(connecting?: Abortable) {
      const connection = await openConnection(address, dialect.sessionSetup, connecting)
      const session = new PostgresSession(connection, (closed) => sessions.delete(closed))
      sessions.add(session)
      return session
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...sessions].map((session) => session[Symbol.asyncDispose]()))
    },
  }
}
