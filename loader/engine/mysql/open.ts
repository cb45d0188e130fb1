import { IdleConnections } from '../idle-connections.ts'
import type { Address } from '../server-address.ts'
import type { Abortable, Engine, OpenOptions, Session } from '../session.ts'
import { addressOf } from './address.ts'
import { capabilities } from './capabilities.ts'
import { dialectOf } from './dialect.ts'
import { openConnection } from './open-connection.ts'
import { type Server, serverOf } from './server.ts'
import { MysqlSession, type SessionPlace } from './session.ts'
import { openWire } from './wire.ts'

/** Opens the database that a `mysql:` or `mariadb:` URL names; connects once to learn what server it is. */
export async function open(url: string, options: OpenOptions = {}): Promise<Engine> {
  const address = addressOf(url)
  const { server, rowBytes } = await askServer(address)
  const dialect = dialectOf(server)
  const sessions = new Set<Session>()
  const place: SessionPlace = {
    dialect,
    server,
    capabilities: { ...capabilities, rowBytes },
    database: address.database,
    place: address.place,
    idle: new IdleConnections(),
    way: { localInfile: true, notice: options.notice ?? ((message) => process.emitWarning(message)) },
    closed: (session) => sessions.delete(session),
  }
  return {
    dialect,
    capabilities: place.capabilities,
    place: address.place,
    async connect(connecting?: Abortable) {
      const idle = await place.idle.take(connecting)
      const connection = idle ?? (await openConnection(address, dialect.sessionSetup, connecting))
      const session = new MysqlSession(connection, place)
      sessions.add(session)
      return session
    },
    async [Symbol.asyncDispose]() {
      await place.idle[Symbol.asyncDispose]()
      await Promise.all([...sessions].map((session) => session[Symbol.asyncDispose]()))
    },
  }
}

async function askServer(address: Address): Promise<{ readonly server: Server; readonly rowBytes: number }> {
  const wire = await openWire(address)
  try {
    const rows = (await wire.statement('SELECT VERSION(), @@max_allowed_packet')) as unknown[][]
    const [version, rowBytes] = rows[0] ?? []
    return { server: serverOf(String(version)), rowBytes: Number(rowBytes) }
  } finally {
    await wire.close()
  }
}
