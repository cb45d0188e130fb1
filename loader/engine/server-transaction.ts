import { DatabaseError, TypelineError } from '../errors/index.ts'
import type { ServerConnection, ServerWire } from './server-connection.ts'

type Connection = ServerConnection<ServerWire>

/** BEGIN, work, COMMIT; ROLLBACK when work throws. The work calls the session, so the session is free meanwhile. */
export async function inTransaction<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  if (connection.transaction !== 'none') {
    throw new TypelineError(
      'session-busy',
      'A transaction was begun inside another one of the same session. Transactions do not nest; open a second session.',
    )
  }
  await entered(connection, connection.manners.begin, () => begin(connection))
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

async function begin(connection: Connection): Promise<void> {
  const { begin } = connection.manners
  await connection.step(begin, undefined, () => connection.wire.statement(begin))
  connection.transaction = 'open'
}

async function commit(connection: Connection): Promise<void> {
  const { manners, place } = connection
  try {
    const answer = await connection.wire.statement('COMMIT')
    connection.transaction = 'none'
    if (manners.rolledBack(answer)) {
      throw new DatabaseError(
        'transaction-failed',
        `A statement of this transaction in ${place} failed before, so the server rolled it back. Start again.`,
      )
    }
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    const told = manners.databaseError(error, place, 'COMMIT')
    if (manners.refusedCommit(error, told)) throw told
    throw new DatabaseError('commit-unknown', `Whether the COMMIT was done is not known. ${told.message}`, {
      cause: error,
      fields: told.fields,
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
