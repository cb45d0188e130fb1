import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type EngineName, engines } from '../servers/index.ts'
import { csvFolder, csvTables, expectedLines, missing } from './adventureworks/data.ts'
import { fillMariadb } from './adventureworks/fill-mariadb.ts'
import { fillPostgres } from './adventureworks/fill-postgres.ts'
import { furtherLines, furtherStarLines } from './adventureworks/further-lines.ts'
import { queryLines, sourceLines, starLines } from './adventureworks/lines.ts'
import { storyEngines } from './story-engines.ts'
import { typeLine } from './type-line.ts'

if (missing) console.warn(`\n  ! AdventureWorks is not at ../shared/data beside the project: its tests are skipped.`)

/** Rows of each unit's source, versions and rejects among them. */
const rows: Readonly<Record<string, { readonly read: number; readonly version?: number; readonly rejected?: number }>> =
  {
    address: { read: 1675 },
    credit_card: { read: 19_118 },
    customer: { read: 19_820 },
    date: { read: 1461 },
    employee: { read: 296, version: 6 },
    product: { read: 395, version: 102 },
    sales_person: { read: 21, version: 4 },
    sales_reason: { read: 10 },
    territory: { read: 10 },
    sales_order_line: { read: 5716, rejected: 41 },
    sales_order_reason: { read: 1710 },
    sales_quota: { read: 163 },
  }
const facts = ['sales_order_line', 'sales_order_reason', 'sales_quota']

const fills: Readonly<Record<EngineName, ((url: string) => Promise<void>) | null>> = {
  duckdb: null,
  mysql: fillMariadb,
  postgres: fillPostgres,
}

describe.skipIf(missing)('AdventureWorks', () => {
  const stack = new AsyncDisposableStack()
  const files = { name: 'files', url: `duckdb::memory:?file_search_path=${csvFolder}`, tables: csvTables() }
  const servers: { readonly name: EngineName; readonly url: string; readonly tables: string }[] = []

  beforeAll(async () => {
    for (const { name, database } of engines) {
      const fill = fills[name]
      // DuckDB's second turn reads MariaDB's tables.
      const isTold = storyEngines.some((one) => one.name === name || (one.name === 'duckdb' && name === 'mysql'))
      if (fill === null || !isTold) continue
      const { url } = stack.use(await database())
      await fill(url)
      servers.push({ name, url, tables: '' })
    }
  }, 180_000)
  afterAll(() => stack.disposeAsync())

  it.each(storyEngines)(
    'gives the expected totals in $name, the same from files and from tables',
    async ({ name, database }) => {
      const folder = await mkdtemp(join(tmpdir(), 'typeline-story-'))
      await using own = new AsyncDisposableStack()
      own.defer(() => rm(folder, { recursive: true }))
      const warehouse = own.use(await database())
      const turns = [files, ...servers.filter((one) => one.name === (name === 'duckdb' ? 'mysql' : name))]
      if (turns.length === 1) turns.push(files)
      for (const [turn, source] of turns.entries()) {
        const title = `${turn + 1}. from ${source.name}`
        const env = { AW_SOURCE_URL: source.url, AW_WAREHOUSE_URL: warehouse.url }
        const line = ['examples/adventureworks/run.ts', '--run_dimensions', '--run_facts', '--json']
        const done = await typeLine(line, { folder, env })
        expect(done, title).toMatchObject({ status: 0, stderr: '' })
        const { units } = JSON.parse(done.stdout) as { units: readonly { name: string; counts: object }[] }
        expect(Object.fromEntries(units.map(({ name, counts }) => [name, counts])), title).toMatchObject(
          Object.fromEntries(Object.keys(rows).map((unit) => [unit, counts(unit, turn === 0)])),
        )
        const lines = await queryLines(source.url, sourceLines, source.tables)
        expect({ ...lines, ...(await queryLines(warehouse.url, starLines)) }, title).toEqual(expectedLines())
        expect(await queryLines(warehouse.url, furtherStarLines), title).toEqual(furtherLines)
      }
    },
    600_000,
  )
})

/** Facts are built anew each time; of dimensions only what differs from the source before. */
function counts(name: string, first: boolean): object {
  const { read = 0, version = 0, rejected = 0 } = rows[name] ?? {}
  if (!first && !facts.includes(name)) return { read, new: 0, version: 0, overwritten: 0, unchanged: read }
  return { read, new: read - version - rejected, version, overwritten: 0, unchanged: 0, rejected }
}
