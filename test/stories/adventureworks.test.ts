import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { engines } from '../servers/index.ts'
import { projectRoot, typeLine } from './type-line.ts'

const data = join(projectRoot, '../shared/data/adventureworks')
const missing = !existsSync(data)
if (missing) console.warn(`\n  ! AdventureWorks is not at ../shared/data beside the project: its tests are skipped.`)

describe
  .skipIf(missing)
  .each(
    engines.flatMap((from) =>
      engines.map((to) => ({ from, to, title: `${from.name === 'duckdb' ? 'CSV files' : 'MariaDB'} → ${to.name}` })),
    ),
  )('AdventureWorks: $title', ({ from, to }) => {
  it('gives the expected totals', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'typeline-story-'))
    await using stack = new AsyncDisposableStack()
    stack.defer(() => rm(folder, { recursive: true }))
    const warehouse = stack.use(await to.database())
    let url = `duckdb::memory:?file_search_path=${join(data, 'csv')}`
    if (from.name === 'mysql') {
      const source = stack.use(await from.database())
      await fillServer(source.url)
      url = source.url
    }
    const env = { AW_SOURCE_URL: url, AW_WAREHOUSE_URL: warehouse.url }
    for (const turn of ['first', 'second']) {
      const done = await typeLine(['examples/adventureworks/run.ts', '--run_dimensions', '--run_facts', '--json'], {
        folder,
        env,
      })
      expect(done, turn).toMatchObject({ status: 0, stderr: '' })
      const { units } = JSON.parse(done.stdout) as { units: readonly { name: string; counts: object }[] }
      const product =
        turn === 'first'
          ? { read: 395, new: 293, version: 102, unchanged: 0 }
          : { read: 395, new: 0, version: 0, unchanged: 395 }
      expect(units.find(({ name }) => name === 'product')?.counts, turn).toMatchObject(product)
      expect(units.find(({ name }) => name === 'sales_order_line')?.counts, turn).toMatchObject({
        read: 5716,
        new: 5675,
        rejected: 41,
      })
      expect(await totals(warehouse.url), turn).toEqual({
        'asof_cost sum(orderqty*standardcost as of orderdate)': expected(
          'asof_cost',
          'sum(orderqty*standardcost as of orderdate)',
        ),
        'dim_product_cost open_versions': expected('dim_product_cost', 'open_versions'),
        'dim_product_cost products': expected('dim_product_cost', 'products'),
        'dim_product_cost scd2_versions': expected('dim_product_cost', 'scd2_versions'),
        'fct_sales rows': expected('fct_sales', 'rows'),
        'fct_sales sum_orderqty': expected('fct_sales', 'sum_orderqty'),
        'fct_sales sum_revenue': expected('fct_sales', 'sum_revenue(unitprice*orderqty)'),
        'salesorderdetail rows_without_header': expected('salesorderdetail', 'rows_without_header'),
      })
    }
  })
})

/** One line of expected.tsv, as printed there. */
function expected(group: string, metric: string): string {
  const line = readFileSync(join(data, 'expected.tsv'), 'utf8')
    .split('\n')
    .find((one) => one.startsWith(`${group}\t${metric}\t`))
  if (line === undefined) throw new Error(`expected.tsv has no line ${group} ${metric}`)
  return line.split('\t')[2] ?? ''
}

async function totals(url: string): Promise<Readonly<Record<string, string>>> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const rows = await session.query(`
    SELECT 'dim_product_cost scd2_versions', CAST(COUNT(*) AS DECIMAL(20, 4)) FROM product_dim WHERE product_key > 0
    UNION ALL SELECT 'dim_product_cost products', CAST(COUNT(DISTINCT product_id) AS DECIMAL(20, 4)) FROM product_dim WHERE product_key > 0
    UNION ALL SELECT 'dim_product_cost open_versions', CAST(COUNT(*) AS DECIMAL(20, 4)) FROM product_dim WHERE product_key > 0 AND is_current
    UNION ALL SELECT 'fct_sales rows', CAST(COUNT(*) AS DECIMAL(20, 4)) FROM sales_order_line_fact
    UNION ALL SELECT 'fct_sales sum_orderqty', CAST(SUM(order_quantity) AS DECIMAL(20, 4)) FROM sales_order_line_fact
    UNION ALL SELECT 'fct_sales sum_revenue', CAST(SUM(revenue) AS DECIMAL(20, 4)) FROM sales_order_line_fact
    UNION ALL SELECT 'asof_cost sum(orderqty*standardcost as of orderdate)', CAST(SUM(f.order_quantity * d.standard_cost) AS DECIMAL(20, 4))
      FROM sales_order_line_fact f JOIN product_dim d ON d.product_key = f.product_key
    UNION ALL SELECT 'salesorderdetail rows_without_header', CAST(COUNT(*) AS DECIMAL(20, 4)) FROM etl_reject
      WHERE unit = 'sales_order_line' AND reason = 'missing-member' AND run_id = (SELECT MAX(run_id) FROM etl_run)`)
  return Object.fromEntries(rows.map(([name, value]) => [String(name), String(value)]))
}

/** The server's copy of the CSV files, as schema.mysql.sql and its README say; into the test's own database. */
async function fillServer(url: string): Promise<void> {
  const schema = readFileSync(join(data, 'schema.mysql.sql'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('CREATE TABLE'))
  const connection = await createConnection({
    uri: url,
    flags: ['+LOCAL_FILES'],
    infileStreamFactory: (path) => createReadStream(path),
  })
  try {
    for (const statement of schema) {
      const table = /^CREATE TABLE (\w+)/.exec(statement)?.[1] ?? ''
      if (!['product', 'productcosthistory', 'salesorderdetail', 'salesorderheader'].includes(table)) continue
      await connection.query(statement)
      const file = join(data, 'csv', `${table}.csv`)
      const header = readFileSync(file, 'utf8').split('\n', 1)[0]?.split(',') ?? []
      await connection.query(
        `LOAD DATA LOCAL INFILE '${file}' INTO TABLE ${table} CHARACTER SET utf8mb4
         FIELDS TERMINATED BY ',' OPTIONALLY ENCLOSED BY '"' ESCAPED BY '' IGNORE 1 LINES
         (${header.map((name) => `@${name}`).join(', ')}) SET ${header.map((name) => `${name} = NULLIF(@${name}, '')`).join(', ')}`,
      )
    }
  } finally {
    await connection.end()
  }
}
