import type { DuckDBAppender } from '@duckdb/node-api'
import { DatabaseError } from '../../errors/index.ts'
import type { BulkTarget } from '../session.ts'
import { columnType } from './column-types.ts'
import type { Connection } from './connection.ts'
import { quote } from './quote.ts'
import { runStatement } from './run-statement.ts'

/** What a bulk load appends to. */
export interface LoadTable {
  readonly appender: DuckDBAppender
  /** After the appender was closed: brings the rows in if they are staged, and counts those that went in. */
  finish(): Promise<number>
}

const staged = '__typeline_load'

/**
 * The table itself where the rows have its columns in its order. Else a temporary table whose rows one INSERT brings in.
 */
export async function openLoadTable(connection: Connection, target: BulkTarget): Promise<LoadTable> {
  const live = await columnsOf(connection, target.table)
  for (const { name, column } of target.columns) {
    const type = live.get(name)
    if (type === undefined || type !== columnType(column))
      throw differs(connection, target.table, name, columnType(column), type)
  }
  const names = target.columns.map(({ name }) => name)
  const direct = [...live.keys()].join('\0') === names.join('\0')
  if (direct) {
    const before = await countRows(connection, target.table)
    return {
      appender: await connection.native.createAppender(target.table),
      finish: async () => (await countRows(connection, target.table)) - before,
    }
  }
  const list = names.map(quote).join(', ')
  await run(
    connection,
    `CREATE OR REPLACE TEMP TABLE ${quote(staged)} AS SELECT ${list} FROM ${quote(target.table)} LIMIT 0`,
  )
  return {
    appender: await connection.native.createAppender(staged, 'main', 'temp'),
    async finish() {
      const result = await run(
        connection,
        `INSERT INTO ${quote(target.table)} (${list}) SELECT ${list} FROM temp.main.${quote(staged)}`,
      )
      await run(connection, `DROP TABLE temp.main.${quote(staged)}`)
      return result.rowsChanged
    },
  }
}

async function columnsOf(connection: Connection, table: string): Promise<ReadonlyMap<string, string>> {
  const rows = await runStatement(connection, { sql: `DESCRIBE ${quote(table)}`, params: [] })
  return new Map((await rows.getRowsJson()).map(([name, type]) => [String(name), String(type)]))
}

async function countRows(connection: Connection, table: string): Promise<number> {
  const rows = await (await run(connection, `SELECT count(*) FROM ${quote(table)}`)).getRowsJson()
  return Number(rows[0]?.[0])
}

function run(connection: Connection, sql: string) {
  return connection.native.run(sql)
}

function differs(
  connection: Connection,
  table: string,
  column: string,
  expected: string,
  found: string | undefined,
): DatabaseError {
  const state = found === undefined ? `has no column ${column}` : `has ${column} as ${found}`
  return new DatabaseError(
    found === undefined ? 'unknown-column' : 'bulk-mismatch',
    `The table ${table} in ${connection.place} ${state}, the bulk load brings ${expected}. DuckDB would convert in silence, so nothing was loaded.`,
    { fields: { table, column } },
  )
}
