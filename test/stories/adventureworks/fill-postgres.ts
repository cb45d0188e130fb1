import { Client } from 'pg'
import { openEngine } from '../../../loader/engine/index.ts'
import { createStatements, csvColumns, csvFile } from './data.ts'

/** Makes the sample's tables in an empty database, from the CSV files; an empty field is NULL. */
export async function fillPostgres(url: string): Promise<void> {
  await using files = await openEngine('duckdb::memory:')
  await using reader = await files.connect()
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    for (const [table, statement] of createStatements('postgres')) {
      await client.query(statement)
      const columns = csvColumns(table)
      const rows = await reader.query(
        `SELECT ${columns.join(', ')} FROM read_csv('${csvFile(table)}', all_varchar = true, header = true, delim = ',')`,
      )
      const objects = rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at] ?? null])))
      await client.query(`INSERT INTO ${table} SELECT * FROM json_populate_recordset(NULL::${table}, $1)`, [
        JSON.stringify(objects),
      ])
    }
  } finally {
    await client.end()
  }
}
