import type { Address } from '../server-address.ts'
import type { RemoteHand } from '../server-connection.ts'
import type { Abortable } from '../session.ts'
import { Connection } from './connection.ts'
import { databaseError } from './database-error.ts'
import { ownId } from './session-id.ts'
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
    return (await wire.statement(sql)).rows
  }
  try {
    for (const sql of setup) await ask(sql)
    const [[id] = []] = await ask(ownId)
    return new Connection(wire, { id: String(id), place: address.place, setup }, hand(address))
  } catch (error) {
    wire.break(error)
    throw databaseError(error, address.place, running)
  }
}

/** Milliseconds to wait for the connection that carries the request; whoever waits for it cuts his own connection instead. */
const patience = 3000

/** On a connection of its own: the one it is for is busy. */
function hand(address: Address): RemoteHand {
  const call = (name: string) => async (id: string) => {
    const wire = await openWire(address, { signal: AbortSignal.timeout(patience) })
    try {
      await wire.statement(`SELECT ${name}($1::integer)`, [id.replace(/@.*/, '')])
    } finally {
      await wire.close()
    }
  }
  return { cancel: call('pg_cancel_backend'), abandon: call('pg_terminate_backend') }
}
