import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { finished } from 'node:stream/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Cells } from '../../loader/schema/index.ts'
import { lineRows, orderLines } from '../workload/order-lines.ts'
import { customers, people } from '../workload/people.ts'
import type { Sizes } from '../workload/sizes.ts'
import type { SourceTable } from '../workload/source-table.ts'
import { productRows, products, storeRows, stores } from '../workload/things.ts'

/** Writes the source as CSV files, and a database whose views read them; gives the database's path. */
export async function makeCsvSource(folder: string, sizes: Sizes): Promise<string> {
  const database = join(folder, 'source.duckdb')
  const instance = await DuckDBInstance.create(database)
  const connection = await instance.connect()
  const tables: readonly (readonly [SourceTable, Iterable<Cells>])[] = [
    [customers, people(sizes.customers)],
    [products, productRows(sizes.products)],
    [stores, storeRows(sizes.stores)],
    [orderLines, lineRows(sizes.lines, sizes)],
  ]
  for (const [{ name, columns }, rows] of tables) {
    const file = join(folder, `${name}.csv`)
    await writeCsv(file, rows)
    const types = columns.map((column) => `'${column.name}': '${column.ddl === 'time' ? 'TIMESTAMP' : column.ddl}'`)
    await connection.run(
      `CREATE VIEW ${name} AS SELECT * FROM read_csv('${file}', header = false, columns = {${types.join(', ')}})`,
    )
  }
  connection.closeSync()
  instance.closeSync()
  return database
}

/** The workload has nothing to quote. */
async function writeCsv(file: string, rows: Iterable<Cells>): Promise<void> {
  const out = createWriteStream(file)
  let text = ''
  for (const row of rows) {
    text += `${row.join(',')}\n`
    if (text.length < 1_000_000) continue
    if (!out.write(text)) await once(out, 'drain')
    text = ''
  }
  out.end(text)
  await finished(out)
}
