import { DatabaseError, TypelineError } from '../../errors/index.ts'
import type { Connection } from './connection.ts'
import { databaseError } from './database-error.ts'

/** BEGIN, work, COMMIT; ROLLBACK when work throws. The work calls the session, so the session is free meanwhile. */
export async function inTransaction<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  refuseNested(connection)
  await entered(connection, 'BEGIN TRANSACTION', () => begin(connection))
  let result: T
  try {
    result = await work()
    // DuckDB answers OK to the COMMIT of a transaction whose statement failed and drops its work: entering refuses that.
    await entered(connection, 'COMMIT', () => commit(connection))
  } catch (error) {
    await rollback(connection)
    throw error
  }
  return result
}

/** The steps of one statement that has entered, all or nothing: in the open transaction, else in one of their own. */
export async function asOne<T>(connection: Connection, work: () => Promise<T>): Promise<T> {
  if (connection.transaction !== 'none') {
    try {
      return await work()
    } catch (error) {
      connection.spoil()
      throw error
    }
  }
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

export async function begin(connection: Connection): Promise<void> {
  await run(connection, 'BEGIN TRANSACTION')
  connection.transaction = 'open'
}

export async function commit(connection: Connection): Promise<void> {
  try {
    await connection.track(connection.native.run('COMMIT'))
    connection.transaction = 'none'
  } catch (error) {
    const refused = databaseError(error, connection.place, 'COMMIT')
    // A conflict or a violated key is an answer: nothing was kept. Anything else (a full disk, a broken file) is none.
    if (['conflict', 'duplicate-key', 'bad-value'].includes(refused.code)) throw refused
    throw new DatabaseError('commit-unknown', `Whether the COMMIT was done is not known. ${refused.message}`, {
      cause: error,
      fields: refused.fields,
    })
  }
}

/** Never throws: the error that led here is the one to tell. A session that cannot roll back ends. */
export async function rollback(connection: Connection): Promise<void> {
  if (connection.ended || connection.transaction === 'none') return
  connection.transaction = 'none'
  try {
    await run(connection, 'ROLLBACK')
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    // A COMMIT that failed has ended the transaction already.
    if (!reason.includes('no transaction is active'))
      await connection.end(`its transaction could not be rolled back (${reason})`)
  }
}

function refuseNested(connection: Connection): void {
  if (connection.transaction === 'none') return
  throw new TypelineError(
    'session-busy',
    'A transaction was begun inside another one of the same session. Transactions do not nest; open a second session.',
  )
}

async function entered(connection: Connection, sql: string, act: () => Promise<void>): Promise<void> {
  using _ = connection.enter(sql)
  await act()
}

function run(connection: Connection, sql: string): Promise<unknown> {
  return connection.step(sql, undefined, () => connection.native.run(sql))
}
