import type { Address } from '../server-address.ts'
import type { Abortable } from '../session.ts'
import { Connection } from './connection.ts'
import { databaseError } from './database-error.ts'
import { ownIdentity } from './session-id.ts'
import { openWire } from './wire.ts'

/** A connection that has said what every session of ours says first. */
export async function openConnection(
  address: Address,
  setup: readonly string[],
  options?: Abortable,
): Promise<Connection> {
  const wire = await openWire(address, options)
  let running = ''
  const ask = async (sql: string) => {
    running = sql
    return (await wire.statement(sql)) as unknown[][]
  }
  try {
    for (const sql of setup) await ask(sql)
    const [[id, packetBytes, client] = []] = await ask(ownIdentity)
    const kill = (connection: string) => killQuery(address, connection)
    const facts = {
      id: String(id),
      client: String(client),
      place: address.place,
      packetBytes: Number(packetBytes),
      setup,
    }
    return new Connection(wire, facts, { cancel: kill, abandon: kill })
  } catch (error) {
    wire.break(error)
    throw databaseError(error, address.place, running)
  }
}

/** Milliseconds to wait for the connection that carries a KILL; whoever waits for it cuts his own connection instead. */
const killTimeout = 3000

/** KILL QUERY comes from a connection of its own: the one it is for is busy. */
async function killQuery(address: Address, id: string): Promise<void> {
  const wire = await openWire(address, { signal: AbortSignal.timeout(killTimeout) })
  try {
    await wire.statement(`KILL QUERY ${id}`)
  } finally {
    await wire.close()
  }
}
