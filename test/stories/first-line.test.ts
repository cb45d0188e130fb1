import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { engines } from '../servers/index.ts'
import { dimensions, facts, loadMarketplace } from './load-marketplace.ts'
import { countWrites, writesSoFar } from './rows-written.ts'
import { typeLine } from './type-line.ts'

// Each engine into itself, into DuckDB and from DuckDB: between two servers nothing else travels than between each of them and DuckDB.
const pairs = engines.flatMap((from) =>
  engines.flatMap((to) =>
    from === to || from.name === 'duckdb' || to.name === 'duckdb'
      ? [{ from, to, title: `${from.name} → ${to.name}` }]
      : [],
  ),
)

const windowed: ReadonlySet<string> = new Set(['credit_redemption', 'payout'])

/** What `npm start` types, twice, on the pairs of source and warehouse. */
describe.each(pairs)('the first line: $title', ({ from, to }) => {
  it('makes the source, loads the star, and again writes no row of a dimension', { timeout: 180_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'typeline-story-'))
    await using stack = new AsyncDisposableStack()
    stack.defer(() => rm(folder, { recursive: true }))
    const source = stack.use(await from.database())
    const warehouse = stack.use(await to.database())
    const env = { SOURCE_URL: source.url, WAREHOUSE_URL: warehouse.url }

    const made = await typeLine(['sample/make.ts', '--if-missing'], { folder, env })
    expect(made).toMatchObject({ status: 0, stderr: '' })
    expect(made.stdout).toMatch(/Sample source made in .*: schools_school 60, .*orders_orderline \d{4,}/)

    const first = await loadMarketplace(folder, env)
    const before = await writes(warehouse.url)
    const second = await loadMarketplace(folder, env)
    expect(await writes(warehouse.url)).toBe(before)
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
    expect(second.payout).toMatchObject({ read: 16, new: 0, unchanged: 16 })
    // The same marketplace gives the same numbers on every pair.
    expect(await star(warehouse.url)).toMatchInlineSnapshot(`
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

  async function writes(url: string): Promise<string> {
    await using engine = await openEngine(url)
    await using session = await engine.connect()
    await countWrites(to.name, session)
    // The first look begins the counting on MariaDB; a write after it shows.
    return await writesSoFar(
      to.name,
      session,
      dimensions.map((name) => `${name}_dim`),
    )
  }
})

/** The star's totals as one would ask for them: revenue, and how many rows of which fact found whom. */
async function star(url: string): Promise<readonly unknown[]> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const ask = async (fact: string, ...wanted: readonly string[]) => {
    const [row = []] = await session.query(`SELECT COUNT(*), ${wanted.join(', ')} FROM ${fact}`)
    return [fact, ...row].map(String).join(' ')
  }
  const days = ['MIN(date_key)', 'COUNT(DISTINCT date_key)', 'COUNT(DISTINCT local_date_key)']
  const found = (key: string, member: number) => `COUNT(CASE WHEN ${key} = ${member} THEN 1 END)`
  return [
    await ask('product_sale_fact', 'SUM(extended_sales_amount)', 'SUM(discount_amount)', ...days),
    await ask('product_sale_fact', found('product_key', -1), found('school_key', -2), found('buyer_key', -2)),
    await ask('product_sale_fact', found('payment_source_key', -1), found('payment_source_key', -2)),
    await ask('product_sale_fact', found('seller_key', -1), found('affiliate_key', -3), found('course_key', -2)),
    await ask('product_upload_fact', 'SUM(page_count)', ...days, found('seller_key', -1)),
    await ask('account_registration_fact', ...days, found('affiliate_key', -1), found('affiliate_key', -2)),
    await ask('credit_redemption_fact', 'SUM(credit_amount)', ...days, found('credit_campaign_key', -1)),
    await ask('disability_enrollment_fact', ...days, found('school_key', -2), 'COUNT(role)'),
    await ask('payout_fact', 'SUM(net_amount)', ...days, found('payout_method_key', -1)),
    await ask('user_dim', 'COUNT(CASE WHEN is_inferred THEN 1 END)'),
    await ask('course_dim', 'COUNT(DISTINCT school_key)', found('school_key', -2)),
    await ask('product_review_fact', 'SUM(rating)', 'SUM(comment_length)', ...days, found('reviewer_key', -2)),
  ]
}
