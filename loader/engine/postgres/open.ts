import { IdleConnections } from '../idle-connections.ts'
import type { Abortable, Engine, Session } from '../session.ts'
import { addressOf } from './address.ts'
import { capabilities } from './capabilities.ts'
import { dialect } from './dialect.ts'
import { openConnection } from './open-connection.ts'
import { PostgresSession, type SessionPlace } from './session.ts'

/** Opens the database that a `postgres:` or `postgresql:` URL names; connects when a session is asked for. */
export async function open(url: string): Promise<Engine> {
  const address = addressOf(url)
  const sessions = new Set<Session>()
  const place: SessionPlace = {
    place: address.place,
    idle: new IdleConnections(),
    closed: (session) => sessions.delete(session),
  }
  return {
    dialect,
    capabilities,
    place: address.place,
    async connect(connecting?: Abortable) {
      const idle = await place.idle.take(connecting)
      const connection = idle ?? (await openConnection(address, dialect.sessionSetup, connecting))
      const session = new PostgresSession(connection, place)
      sessions.add(session)
      return session
    },
    async [Symbol.asyncDispose]() {
      await place.idle[Symbol.asyncDispose]()
      await Promise.all([...sessions].map((session) => session[Symbol.asyncDispose]()))
    },
  }
}
