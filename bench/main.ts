import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examplePlaces } from './engines/databases.ts'
import { startMysql } from './engines/mysql.ts'
import { onMysql } from './engines/mysql-place.ts'
import { startBenchPostgres } from './engines/postgres.ts'
import { duckdbMeasures } from './measures/duckdb.ts'
import { figureOf } from './measures/figure.ts'
import { firstRow } from './measures/first-row.ts'
import type { Measure } from './measures/measure.ts'
import { mysqlMeasures } from './measures/mysql.ts'
import { onPostgres } from './measures/postgres.ts'
import { queueOverhead } from './measures/queue-overhead.ts'
import { type EngineName, type Options, parseOptions } from './options.ts'
import { jsonLine, tableHead, tableLine } from './report.ts'
import { sizesOf } from './workload/sizes.ts'

/** Measures one after another, each figure told as soon as it is there. */
async function run(engine: EngineName, measures: readonly Measure[], options: Options): Promise<void> {
  for (const measure of measures) {
    if (options.measures.length > 0 && !options.measures.includes(measure.name)) continue
    const figure = await figureOf(measure, engine, options.runs)
    console.log(options.json ? jsonLine(figure) : tableLine(figure, measure))
  }
}

async function bench(options: Options, folder: string): Promise<void> {
  const sizes = { ...sizesOf(options.rows), ...(options.customers === null ? {} : { customers: options.customers }) }
  const { urls } = options
  if (options.engines.includes('mysql')) {
    await using server = urls.mysql === undefined ? await startMysql(options.rows) : null
    const url = urls.mysql ?? server?.url ?? ''
    await onMysql(url, sizes, folder, options, async (place) => {
      await using stack = new AsyncDisposableStack()
      const queue = queueOverhead({ ...examplePlaces(url), folder }, stack)
      await run('mysql', [...mysqlMeasures(place), queue], options)
    })
  }
  if (options.engines.includes('postgres')) {
    await using server = urls.postgres === undefined ? await startBenchPostgres() : null
    const url = urls.postgres ?? server?.url ?? ''
    await onPostgres(url, sizes, folder, options, async (measures) => {
      await using stack = new AsyncDisposableStack()
      const queue = queueOverhead({ ...examplePlaces(url), folder }, stack)
      await run('postgres', [...measures, queue], options)
    })
  }
  if (options.engines.includes('duckdb'))
    await run('duckdb', [...duckdbMeasures(sizes, folder, options), firstRow(folder)], options)
}

const options = parseOptions(process.argv.slice(2))
const folder = mkdtempSync(join(tmpdir(), 'typeline-bench-'))
try {
  if (!options.json) console.log(tableHead)
  await bench(options, folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
