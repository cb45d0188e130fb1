import { join } from 'node:path'
import { openEngine } from '../../loader/engine/index.ts'
import { databases } from '../engines/databases.ts'
import { timed } from '../engines/place.ts'
import { RawPostgres } from '../engines/postgres.ts'
import { writeReadyRows } from '../engines/ready-rows.ts'
import { Source } from '../engines/source.ts'
import { load, type Manner } from '../loader/load.ts'
import type { Sizes } from '../workload/sizes.ts'
import type { Measure } from './measure.ts'

const limitTable = 'ready_rows'
const fact = 'sale_fact'

/** Makes both databases anew on a server, hands the measures over, drops the databases. `server`: a URL without a database. */
export async function onPostgres(
  server: string,
  sizes: Sizes,
  folder: string,
  manner: Manner,
  work: (measures: readonly Measure[]) => Promise<void>,
): Promise<void> {
  const names = Object.values(databases)
  await using admin = await RawPostgres.open(`${server}/postgres`)
  for (const name of names) await admin.run(`DROP DATABASE IF EXISTS ${name}`, `CREATE DATABASE ${name}`)
  try {
    const [source, warehouse] = [`${server}/${databases.source}`, `${server}/${databases.warehouse}`]
    await using raw = await RawPostgres.open(warehouse)
    await using sourceEngine = await openEngine(source)
    await using warehouseEngine = await openEngine(warehouse)
    const tables = new Source(sourceEngine, sizes, 'TIMESTAMP(0)')
    const file = join(folder, 'postgres.tsv')
    const loads = (...select: readonly string[]) => load({ source, warehouse, select }, manner)
    await work([
      {
        name: 'fact-rebuild-b',
        minimum: 0.8,
        target: 0.9,
        against: 'one COPY FROM STDIN of ready-made rows',
        rows: sizes.lines,
        async prepare() {
          await tables.things()
          await tables.lines()
          await loads('date', 'customer', 'product', 'store', 'sale')
          await writeReadyRows(warehouseEngine, `SELECT * FROM ${fact} ORDER BY order_id, line_no`, file)
        },
        async limit() {
          await raw.run(
            `DROP TABLE IF EXISTS ${limitTable}`,
            `CREATE TABLE ${limitTable} (LIKE ${fact} INCLUDING ALL)`,
            'CHECKPOINT',
          )
          const took = await timed(() => raw.copyFile(limitTable, file))
          await raw.run(`DROP TABLE ${limitTable}`, 'CHECKPOINT')
          return took
        },
        loader: () => loads('sale'),
      },
    ])
  } finally {
    for (const name of names) await admin.run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  }
}
