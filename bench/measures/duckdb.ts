import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { makeCsvSource } from '../engines/duckdb-files.ts'
import { timed } from '../engines/place.ts'
import { load, type Manner } from '../loader/load.ts'
import type { Sizes } from '../workload/sizes.ts'
import type { Measure } from './measure.ts'

/** The whole star out of CSV files into an empty database, against DuckDB's own SQL of as many tables and columns. */
export function duckdbMeasures(sizes: Sizes, folder: string, manner: Manner): readonly Measure[] {
  const [byHand, warehouse] = [join(folder, 'by-hand.duckdb'), join(folder, 'warehouse.duckdb')]
  let source = ''
  const remove = (database: string) => {
    for (const file of [database, `${database}.wal`]) rmSync(file, { force: true })
  }
  return [
    {
      name: 'whole-star',
      minimum: 0.5,
      target: 0.7,
      against: "DuckDB's own SQL",
      rows: sizes.lines,
      async prepare() {
        source = await makeCsvSource(folder, sizes)
      },
      async limit() {
        remove(byHand)
        return await timed(() => starBySql(byHand, source))
      },
      async loader() {
        remove(warehouse)
        const select = ['date', 'customer', 'product', 'store', 'sale']
        return await load({ source: `duckdb:${source}`, warehouse: `duckdb:${warehouse}`, select }, manner)
      },
    },
  ]
}

async function starBySql(database: string, source: string): Promise<void> {
  const instance = await DuckDBInstance.create(database)
  const connection = await instance.connect()
  await connection.run(`ATTACH '${source}' AS s (READ_ONLY)`)
  for (const sql of statements) await connection.run(sql)
  connection.closeSync()
  instance.closeSync()
}

const key = 'CAST(row_number() OVER () AS INTEGER)'
const audit = '1 AS inserted_run, 1 AS updated_run'

const statements = [
  `CREATE TABLE date_dim AS SELECT CAST(strftime(d, '%Y%m%d') AS INTEGER) AS date_key, CAST(d AS DATE) AS full_date, year(d) AS year,
     quarter(d) AS quarter, month(d) AS month, day(d) AS day, ${audit} FROM range(TIMESTAMP '2019-01-01', TIMESTAMP '2025-01-01', INTERVAL 1 DAY) t(d)`,
  `CREATE TABLE customer_dim AS SELECT ${key} AS customer_key, id AS customer_id, name, city, segment, updated_at AS valid_from,
     TIMESTAMP '9999-12-31 23:59:59.999999' AS valid_to, true AS is_current, 1 AS version, ${audit} FROM s.customers`,
  `CREATE TABLE product_dim AS SELECT ${key} AS product_key, id AS product_id, name, category, ${audit} FROM s.products`,
  `CREATE TABLE store_dim AS SELECT ${key} AS store_key, id AS store_id, name, city, region, ${audit} FROM s.stores`,
  `CREATE TABLE sale_fact AS SELECT d.date_key, c.customer_key, p.product_key, t.store_key, l.order_id, CAST(l.line_no AS INTEGER) AS line_no,
     l.quantity, l.unit_price, l.discount, CAST(l.quantity * l.unit_price - l.discount AS DECIMAL(12, 2)) AS amount, ${audit}
   FROM s.order_lines l
   JOIN date_dim d ON d.full_date = CAST(l.ordered_at AS DATE)
   JOIN customer_dim c ON c.customer_id = l.customer_id AND c.is_current
   JOIN product_dim p ON p.product_id = l.product_id
   JOIN store_dim t ON t.store_id = l.store_id`,
]
