import type { Statement } from '../dialect.ts'
import type { ResultColumn } from '../session.ts'
import { kindOf } from './column-types.ts'
import type { Connection } from './connection.ts'
import { runOne } from './run-statement.ts'

/** Names and types of a query's columns. */
export async function describe(connection: Connection, statement: Statement): Promise<readonly ResultColumn[]> {
  return await connection.statement(statement.sql, undefined, () => resultColumns(connection, statement))
}

/** The same within a statement. DESCRIBE knows them even where a bound parameter decides, which a prepared statement does not. */
export async function resultColumns(
  connection: Connection,
  { sql, params }: Statement,
): Promise<readonly ResultColumn[]> {
  const result = await runOne(connection, { sql: `DESCRIBE ${sql}`, params })
  const rows = await result.getRowsJson()
  return rows.map(([name, type]) => ({
    name: String(name),
    type: String(type),
    kind: kindOf(String(type)),
    ...(type === 'TIMESTAMP WITH TIME ZONE' ? { instant: true } : {}),
  }))
}
