import { DatabaseError, TypelineError } from '../../errors/index.ts'
import type { Connection } from './connection.ts'
import { databaseError, isServerError } from './database-error.ts'

/** BEGIN, work, COMMIT; ROLLBACK when work throws. The work calls the session, so the session is free meanwhile. */
export async function inTransaction<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  if (connection.transaction !== 'none') {
    throw new TypelineError(
      'session-busy',
      'A transaction was begun inside another one of the same session. Transactions do not nest; open a second session.',
    )
  }
  await entered(connection, 'START TRANSACTION', () => begin(connection))
  let result: T
  try {
    result = await work()
    await entered(connection, 'COMMIT', () => commit(connection))
  } catch (error) {
    await rollback(connection)
    throw error
  }
  return result
}

/** The steps of one statement that has entered, all or nothing: in the open transaction, else in one of their own. */
export async function asOne<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  if (connection.transaction !== 'none') return await work()
  await begin(connection)
  try {
    const result = await work()
    await commit(connection)
    return result
  } catch (error) {
    await rollback(connection)
    throw error
  }
}

/** Bit 1 of the server's status: a transaction is open. DDL commits without a word, and what follows would commit one by one. */
export function stillOpen(connection: Connection, serverStatus: number, sql: string): void {
  if (connection.transaction !== 'open' || (serverStatus & 1) === 1) return
  throw new DatabaseError(
    'transaction-failed',
    `A statement ended the transaction it ran in (on MySQL every DDL statement commits). Run it outside of transactions. Statement: ${sql.slice(0, 120)}`,
  )
}

async function begin(connection: Connection): Promise<void> {
  await connection.step('START TRANSACTION', undefined, () => connection.wire.statement('START TRANSACTION'))
  connection.transaction = 'open'
}

async function commit(connection: Connection): Promise<void> {
  try {
    await connection.wire.statement('COMMIT')
    connection.transaction = 'none'
  } catch (error) {
    const refused = databaseError(error, connection.place, 'COMMIT')
    // The server's refusal is an answer: nothing was kept. A broken connection is none, nor is a KILL or shutdown in the midst of it.
    const answered = isServerError(error) && !['connection-lost', 'killed'].includes(refused.code)
    if (answered) throw refused
    throw new DatabaseError('commit-unknown', `Whether the COMMIT was done is not known. ${refused.message}`, {
      cause: error,
      fields: refused.fields,
    })
  }
}

/** Never throws: the error that led here is the one to tell. A session that cannot roll back ends, and the server rolls back by that. */
async function rollback(connection: Connection): Promise<void> {
  if (connection.transaction === 'none') return
  connection.transaction = 'none'
  if (connection.wire.broken !== null) return
  await connection.wire.statement('ROLLBACK').catch((error) => connection.wire.break(error))
}

async function entered(connection: Connection, sql: string, act: () => Promise<void>): Promise<void> {
  using _ = connection.enter(sql)
  await act()
}
