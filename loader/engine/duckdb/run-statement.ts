import type { DuckDBMaterializedResult, DuckDBPreparedStatement, DuckDBResult } from '@duckdb/node-api'
import type { Statement } from '../dialect.ts'
import type { Connection } from './connection.ts'
import { bindParameters } from './parameters.ts'

/** Runs one statement to its end; preparing it refuses a text that holds several. */
export function runStatement(connection: Connection, statement: Statement): Promise<DuckDBMaterializedResult> {
  return withPrepared(connection, statement, (prepared) => prepared.run())
}

/**
 * The same without preparing it first, which would find the columns of its files (a view over CSV) once more: a text that holds several statements is refused by counting.
 */
export async function runOne(connection: Connection, statement: Statement): Promise<DuckDBMaterializedResult> {
  if (statement.params.length > 0) return await runStatement(connection, statement)
  // What cannot be parsed is told better by preparing it.
  const { count } = await connection.native.extractStatements(statement.sql).catch(() => ({ count: 0 }))
  return count === 1 ? await connection.native.run(statement.sql) : await runStatement(connection, statement)
}

/** Starts a query; its chunks are fetched as they are asked for. */
export function startStream(connection: Connection, statement: Statement): Promise<DuckDBResult> {
  return withPrepared(connection, statement, (prepared) => prepared.stream())
}

async function withPrepared<T>(
  connection: Connection,
  { sql, params }: Statement,
  act: (prepared: DuckDBPreparedStatement) => Promise<T>,
): Promise<T> {
  const prepared = await connection.native.prepare(sql)
  try {
    bindParameters(prepared, params)
    return await act(prepared)
  } finally {
    prepared.destroySync()
  }
}
