import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { makeMarketplace } from '../../sample/make-marketplace.ts'
import { duckdbDatabase, engines } from '../servers/index.ts'
import { dimensionWrites } from './dimension-writes.ts'
import { loadHere } from './load-here.ts'
import { dimensions, facts, loadMarketplace } from './load-marketplace.ts'
import { smallTotals, starTotals } from './star-totals.ts'
import { typeLine } from './type-line.ts'

// From DuckDB and into it, since nothing else travels between two servers; each engine into itself: evolve.test.ts.
const mixed = engines
  .filter(({ name }) => name !== 'duckdb')
  .flatMap((server) => [
    { title: `duckdb → ${server.name}`, from: duckdbDatabase, to: server.database },
    { title: `${server.name} → duckdb`, from: server.database, to: duckdbDatabase },
  ])

const windowed: ReadonlySet<string> = new Set(['credit_redemption', 'payout'])

it.each(mixed)(
  'the same star whatever source and warehouse are: $title',
  { timeout: 180_000 },
  async ({ from, to }) => {
    await using source = await from()
    await using warehouse = await to()
    {
      await using engine = await openEngine(source.url)
      await using session = await engine.connect()
      await makeMarketplace(session, { seed: 20120101, scale: 0.2, days: 0 })
    }
    await loadHere(source.url, warehouse.url)
    expect(await starTotals(warehouse.url)).toEqual(smallTotals)
  },
)

/** What `npm start` types, twice. */
describe('the first line', () => {
  it('makes the source, loads the star, and again writes no row of a dimension', { timeout: 180_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'typeline-story-'))
    await using stack = new AsyncDisposableStack()
    stack.defer(() => rm(folder, { recursive: true }))
    const source = stack.use(await duckdbDatabase())
    const warehouse = stack.use(await duckdbDatabase())
    const env = { SOURCE_URL: source.url, WAREHOUSE_URL: warehouse.url }

    const made = await typeLine(['sample/make.ts', '--if-missing'], { folder, env })
    expect(made).toMatchObject({ status: 0, stderr: '' })
    expect(made.stdout).toMatch(/Sample source made in .*: schools_school 60, .*orders_orderline \d{4,}/)

    const first = await loadMarketplace(folder, env)
    const before = await dimensionWrites('duckdb', warehouse.url)
    const second = await loadMarketplace(folder, env)
    expect(await dimensionWrites('duckdb', warehouse.url)).toBe(before)
    expect(before).toMatch(/user_dim: ./)

    for (const name of dimensions) {
      const { new: fresh, duplicate, rejected, read } = first[name]
      expect({ name, fresh: fresh > 0, left: read - fresh - duplicate - rejected }).toEqual({
        name,
        fresh: true,
        left: 0,
      })
      expect(second[name]).toEqual({ ...first[name], new: 0, unchanged: fresh })
    }
    for (const name of facts) {
      expect(first[name].new).toBeGreaterThan(200)
      if (!windowed.has(name)) expect(second[name]).toEqual(first[name])
    }
    // Read by windows: nothing came since, but the misses that may be mended are looked at again.
    expect(second.credit_redemption).toMatchObject({ read: 0, new: 0 })
    expect(second.payout).toMatchObject({ new: 0, unchanged: second.payout.read })
    expect(await starTotals(warehouse.url)).toMatchInlineSnapshot(`
      [
        "product_sale_fact 10489 324423.94 6539.09 20120101 4020 4019",
        "product_sale_fact 10489 51 445 117",
        "product_sale_fact 10489 53 225",
        "product_sale_fact 10489 89 68 952",
        "product_upload_fact 600 41324 20120101 574 574 8",
        "account_registration_fact 1500 20120101 1429 1429 9 1053",
        "credit_redemption_fact 420 5777.50 20120101 403 403 25",
        "disability_enrollment_fact 260 20120101 250 250 6 251",
        "payout_fact 700 99108.64 20120101 671 671 16",
        "user_dim 1505 2",
        "course_dim 243 62 6",
        "product_review_fact 1100 3102 13259 20120101 1054 1054 52",
      ]
    `)

    const again = await typeLine(['sample/make.ts', '--if-missing'], { folder, env })
    expect(again).toEqual({ status: 0, stdout: '', stderr: '' })
  })
})
