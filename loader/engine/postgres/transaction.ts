import { DatabaseError, TypelineError } from '../../errors/index.ts'
import { statementBeginning } from '../statement-beginning.ts'
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
  await entered(connection, 'BEGIN', () => begin(connection))
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

/** The server tells after each statement whether a transaction is open; a COMMIT in the text of a statement or a block would end ours. */
export function stillOpen(connection: Connection, sql: string): void {
  if (connection.transaction !== 'open' || connection.wire.client.getTransactionStatus() === 'T') return
  throw new DatabaseError(
    'transaction-failed',
    `A statement ended the transaction it ran in. Leave COMMIT and ROLLBACK to the session. Statement: ${statementBeginning(sql)}`,
  )
}

async function begin(connection: Connection): Promise<void> {
  await connection.step('BEGIN', undefined, () => connection.wire.statement('BEGIN'))
  connection.transaction = 'open'
}

async function commit(connection: Connection): Promise<void> {
  try {
    const { command } = await connection.wire.statement('COMMIT')
    connection.transaction = 'none'
    // The answer to the COMMIT of a transaction that failed.
    if (command !== 'COMMIT') throw rolledBack(connection)
  } catch (error) {
    if (error instanceof DatabaseError) throw error
    const refused = databaseError(error, connection.place, 'COMMIT')
    // The server's refusal is an answer: nothing was kept. A broken connection is none, nor is a shutdown in the midst of it.
    const answered = isServerError(error) && error.severity === 'ERROR'
    if (answered) throw refused
    throw new DatabaseError('commit-unknown', `Whether the COMMIT was done is not known. ${refused.message}`, {
      cause: error,
      fields: refused.fields,
    })
  }
}

function rolledBack(connection: Connection): DatabaseError {
  return new DatabaseError(
    'transaction-failed',
    `A statement of this transaction in ${connection.place} failed before, so the server rolled it back. Start again.`,
  )
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
