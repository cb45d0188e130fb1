import type { Statement } from '../dialect.ts'
import type { ResultColumn } from '../session.ts'
import { kindOf } from './column-types.ts'
import type { Connection } from './connection.ts'
import { runStatement } from './run-statement.ts'

/** Names and types of a query's columns. DESCRIBE knows them even where a bound parameter decides, which a prepared statement does not. */
export async function describe(connection: Connection, { sql, params }: Statement): Promise<readonly ResultColumn[]> {
  return await connection.statement(sql, undefined, async () => {
    const result = await runStatement(connection, { sql: `DESCRIBE ${sql}`, params })
    const rows = await result.getRowsJson()
    return rows.map(([name, type]) => ({
      name: String(name),
      type: String(type),
      kind: kindOf(String(type)),
      ...(type === 'TIMESTAMP WITH TIME ZONE' ? { instant: true } : {}),
    }))
  })
}
