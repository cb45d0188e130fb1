import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { engines } from '../servers/index.ts'
import { countWrites, writesSoFar } from './rows-written.ts'
import { typeLine } from './type-line.ts'

const dimensions = ['date_dim', 'school_dim', 'user_dim', 'product_dim']

interface Counts {
  readonly read: number
  readonly new: number
  readonly unchanged: number
  readonly duplicate: number
  readonly rejected: number
}

/** What `npm start` types, twice, on every pair of source and warehouse. */
describe.each(engines.flatMap((from) => engines.map((to) => ({ from, to, title: `${from.name} → ${to.name}` }))))(
  'the first line: $title',
  ({ from, to }) => {
    it('makes the source, loads the star, and again writes no row of a dimension', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'typeline-story-'))
      await using stack = new AsyncDisposableStack()
      stack.defer(() => rm(folder, { recursive: true }))
      const source = stack.use(await from.database())
      const warehouse = stack.use(await to.database())
      const env = { SOURCE_URL: source.url, WAREHOUSE_URL: warehouse.url }

      const made = await typeLine(['sample/make.ts', '--if-missing'], { folder, env })
      expect(made).toMatchObject({ status: 0, stderr: '' })
      expect(made.stdout).toMatch(/Sample source made in .*: schools_school 60, .*orders_orderline \d{4,}/)

      const first = await load(folder, env)
      const before = await writes(warehouse.url)
      const second = await load(folder, env)
      expect(await writes(warehouse.url)).toBe(before)
      expect(before).toMatch(/user_dim: ./)

      for (const name of ['date', 'school', 'user', 'product']) {
        const { new: fresh, duplicate, rejected, read } = counts(first, name)
        expect({ name, fresh: fresh > 0, left: read - fresh - duplicate - rejected }).toEqual({
          name,
          fresh: true,
          left: 0,
        })
        expect(counts(second, name)).toEqual({ ...counts(first, name), new: 0, unchanged: fresh })
      }
      for (const name of ['product_sale', 'product_upload']) {
        expect(counts(first, name).new).toBeGreaterThan(500)
        expect(counts(second, name)).toEqual(counts(first, name))
      }
      // The same marketplace gives the same numbers on every pair.
      expect(await star(warehouse.url)).toMatchInlineSnapshot(`
        [
          [
            "10430",
            "328285.08",
            "4032",
            20120101,
            "4032",
            "75",
            "389",
            "89",
            "116",
          ],
        ]
      `)

      const again = await typeLine(['sample/make.ts', '--if-missing'], { folder, env })
      expect(again).toEqual({ status: 0, stdout: '', stderr: '' })
    })

    async function writes(url: string): Promise<string> {
      await using engine = await openEngine(url)
      await using session = await engine.connect()
      await countWrites(to.name, session)
      // The first look begins the counting on MariaDB; a write after it shows.
      return await writesSoFar(to.name, session, dimensions)
    }
  },
)

type Units = ReadonlyMap<string, Counts>

async function load(folder: string, env: Readonly<Record<string, string>>): Promise<Units> {
  const done = await typeLine(['run.ts', '--run_facts', '--run_dimensions', '--json'], { folder, env })
  expect(done).toMatchObject({ status: 0, stderr: '' })
  const document = JSON.parse(done.stdout) as { units: readonly { name: string; counts: Counts }[] }
  expect(document.units.map(({ name }) => name)).toEqual([
    'date',
    'product',
    'school',
    'user',
    'product_sale',
    'product_upload',
  ])
  return new Map(document.units.map(({ name, counts: told }) => [name, told]))
}

function counts(units: Units, name: string): Counts {
  const found = units.get(name)
  if (found === undefined) throw new Error(`No unit ${name} in the result`)
  return found
}

/** The star's totals as one would ask for them: revenue, and how many lines found whom. */
async function star(url: string): Promise<readonly unknown[]> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  return await session.query(`
    SELECT COUNT(*), SUM(extended_sales_amount), COUNT(DISTINCT date_key), MIN(date_key), COUNT(DISTINCT local_date_key),
           SUM(CASE WHEN product_key = -1 THEN 1 ELSE 0 END), SUM(CASE WHEN school_key = -2 THEN 1 ELSE 0 END),
           SUM(CASE WHEN buyer_key = -2 THEN 1 ELSE 0 END), SUM(CASE WHEN seller_key = -1 THEN 1 ELSE 0 END)
    FROM product_sale_fact`)
}
