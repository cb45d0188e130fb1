import { DatabaseError, TypelineError } from '../../errors/index.ts'
import type { Statement } from '../dialect.ts'
import { statementBeginning } from '../statement-beginning.ts'
import type { Connection } from './connection.ts'
import { databaseError } from './database-error.ts'
import { bindParameters } from './parameters.ts'

/** The error of a stream that ended before its last row. DuckDB has told no reason, so the query is asked for it once more, without its rows. */
export async function cutShort(
  connection: Connection,
  statement: Statement,
  read: number,
  cause: unknown,
): Promise<TypelineError> {
  if (cause instanceof TypelineError && cause.code !== 'transaction-failed') return cause
  const reason = await reasonOf(connection, statement)
  const { code, transient, message } = reason ?? {
    code: 'cut-short',
    transient: true,
    message: `${connection.place} does not tell why. Statement: ${statementBeginning(statement.sql)}`,
  }
  return new DatabaseError(code, `A result ended after ${read} rows, before its last one: ${message}`, {
    cause,
    transient,
    fields: { place: connection.place, statement: statementBeginning(statement.sql), rows: read },
  })
}

async function reasonOf(connection: Connection, { sql, params }: Statement): Promise<TypelineError | null> {
  const other = await connection.database.connect()
  try {
    const prepared = await other.prepare(`SELECT count(COLUMNS(*)) FROM (${sql}\n)`)
    bindParameters(prepared, params)
    await prepared.run()
    return null
  } catch (error) {
    return databaseError(error, connection.place, sql)
  } finally {
    other.disconnectSync()
  }
}
