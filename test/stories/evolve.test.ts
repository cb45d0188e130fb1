import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { evolveMarketplace } from '../../sample/evolve-marketplace.ts'
import { makeMarketplace } from '../../sample/make-marketplace.ts'
import { marketplace } from '../../sample/marketplace.ts'
import { engines, type TestDatabase } from '../servers/index.ts'
import { dimensions, facts, loadMarketplace } from './load-marketplace.ts'
import { starContent } from './star-content.ts'
import { typeLine } from './type-line.ts'

/** The second day: what `npm run evolve` does to the source, and a load then to the star. */
describe.each(engines)('a marketplace that goes on ($name)', (engine) => {
  it('shows history, and gives the same star at once as day by day', { timeout: 240_000 }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'typeline-story-'))
    await using stack = new AsyncDisposableStack()
    stack.defer(() => rm(folder, { recursive: true }))
    const source = stack.use(await engine.database())
    const [once, often] = [stack.use(await engine.database()), stack.use(await engine.database())]
    const load = (warehouse: TestDatabase) =>
      loadMarketplace(folder, { SOURCE_URL: source.url, WAREHOUSE_URL: warehouse.url })
    const type = async (...line: readonly string[]) => {
      const typed = await typeLine(line, { folder, env: { SOURCE_URL: source.url } })
      expect(typed).toMatchObject({ status: 0, stderr: '' })
      return typed.stdout
    }

    await type('sample/make.ts', '--scale', '0.2')
    await load(once)
    await load(often)
    expect(await type('sample/evolve.ts', '--days', '4')).toMatch(
      / moved to 2025-01-04: .*marketplace_clock 1 changed$/m,
    )
    await load(often)
    expect(await type('sample/evolve.ts', '--days', '3')).toMatch(
      / moved to 2025-01-07: .*users_user 2 new 7 changed 1 deleted, .*reviews_review 3 new 3 changed 1 deleted, /,
    )
    await load(often)
    const second = await load(once)
    expect(await starContent(often.url)).toEqual(await starContent(once.url))

    // The same on every engine.
    expect(
      [...dimensions, ...facts].map((name) => {
        const { new: fresh, version, overwritten, unchanged, duplicate, rejected } = second[name]
        return `${name}: ${fresh} new, ${version} versions, ${overwritten} overwritten, ${unchanged} unchanged, ${duplicate} twice, ${rejected} rejected`
      }),
    ).toMatchInlineSnapshot(`
      [
        "affiliate: 1 new, 2 versions, 0 overwritten, 23 unchanged, 0 twice, 0 rejected",
        "school: 0 new, 2 versions, 4 overwritten, 54 unchanged, 0 twice, 0 rejected",
        "course: 0 new, 0 versions, 5 overwritten, 43 unchanged, 0 twice, 0 rejected",
        "credit_campaign: 1 new, 0 versions, 4 overwritten, 10 unchanged, 0 twice, 0 rejected",
        "date: 0 new, 0 versions, 0 overwritten, 6940 unchanged, 0 twice, 0 rejected",
        "disability_program: 1 new, 2 versions, 0 overwritten, 16 unchanged, 0 twice, 0 rejected",
        "payment_source: 0 new, 0 versions, 0 overwritten, 5 unchanged, 0 twice, 0 rejected",
        "payout_method: 0 new, 0 versions, 0 overwritten, 4 unchanged, 0 twice, 0 rejected",
        "product: 2 new, 11 versions, 2 overwritten, 107 unchanged, 0 twice, 0 rejected",
        "site: 0 new, 0 versions, 0 overwritten, 4 unchanged, 0 twice, 0 rejected",
        "user: 4 new, 12 versions, 5 overwritten, 282 unchanged, 4 twice, 0 rejected",
        "account_registration: 303 new, 0 versions, 0 overwritten, 0 unchanged, 4 twice, 0 rejected",
        "credit_redemption: 4 new, 0 versions, 0 overwritten, 0 unchanged, 0 twice, 0 rejected",
        "disability_enrollment: 54 new, 0 versions, 0 overwritten, 0 unchanged, 0 twice, 0 rejected",
        "payout: 4 new, 0 versions, 1 overwritten, 2 unchanged, 0 twice, 0 rejected",
        "product_review: 225 new, 0 versions, 0 overwritten, 0 unchanged, 0 twice, 0 rejected",
        "product_sale: 2151 new, 0 versions, 0 overwritten, 0 unchanged, 11 twice, 0 rejected",
        "product_upload: 122 new, 0 versions, 0 overwritten, 0 unchanged, 0 twice, 0 rejected",
      ]
    `)
    expect(await history(once.url)).toMatchInlineSnapshot(`
      [
        "affiliate_dim 31 2 0",
        "disability_program_dim 24 2 0",
        "product_dim 136 11 3",
        "school_dim 65 2 0",
        "user_dim 320 12 3",
        "sales on older versions 105 88 7 109",
      ]
    `)

    await using other = await engine.database()
    expect(await sourceContent(source.url)).toEqual(await evolvedDayByDay(other.url))
  })

  it('says what is missing where there is no marketplace, and goes no further than today', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'typeline-story-'))
    await using stack = new AsyncDisposableStack()
    stack.defer(() => rm(folder, { recursive: true }))
    const source = stack.use(await engine.database())
    const env = { SOURCE_URL: source.url }
    // DuckDB's file itself is missing then.
    const missing =
      /^(There is no sample marketplace in .* Make it: npm run sample|The DuckDB file .* is not there .*)\n$/
    expect(await typeLine(['sample/evolve.ts'], { folder, env })).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(missing),
    })
    expect(await typeLine(['sample/make.ts', '--scale', '0.01'], { folder, env })).toMatchObject({ status: 0 })
    const before = await sourceContent(source.url)
    expect(await typeLine(['sample/evolve.ts', '--days', '99999'], { folder, env })).toEqual({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^The marketplace stands at 2024-12-31, and 99999 days on is still to come: .*\n$/),
    })
    expect(await sourceContent(source.url)).toEqual(before)
  })
})

/** Made and moved by our own calls, a day at a time. */
async function evolvedDayByDay(url: string): Promise<object> {
  await using engine = await openEngine(url)
  {
    await using session = await engine.connect()
    const world = { seed: 20120101, scale: 0.2, days: 0 }
    await makeMarketplace(session, world)
    for (let days = 0; days < 7; days++) {
      await evolveMarketplace(session, { ...world, days }, { ...world, days: days + 1 })
    }
  }
  return await sourceContent(url)
}

async function sourceContent(url: string): Promise<object> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const content: Record<string, readonly string[]> = {}
  for (const { plan } of marketplace) {
    const rows = await session.query(`SELECT ${plan.columns.map(({ name }) => name).join(', ')} FROM ${plan.name}`)
    content[plan.name] = rows.map((row) => JSON.stringify(row)).sort()
  }
  // Nothing else is left there.
  return { ...content, left: await session.tablesLike('') }
}

/** By table: versions, second ones among them, and first ones that a later load put before what was there; which versions sales found. */
async function history(url: string): Promise<readonly string[]> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const told: string[] = []
  for (const table of ['affiliate_dim', 'disability_program_dim', 'product_dim', 'school_dim', 'user_dim']) {
    const [row = []] = await session.query(
      `SELECT COUNT(*), COUNT(CASE WHEN version = 2 THEN 1 END),
              COUNT(CASE WHEN version = 1 AND inserted_run = 2 AND valid_to < TIMESTAMP '9999-01-01 00:00:00' THEN 1 END)
       FROM ${table} WHERE version > 0`,
    )
    told.push([table, ...row].map(String).join(' '))
  }
  // As of the sale: older versions too. Latest: of those alone who closed their account.
  const [sales = []] = await session.query(
    `SELECT COUNT(CASE WHEN NOT p.is_current THEN 1 END), COUNT(CASE WHEN NOT b.is_current THEN 1 END),
            COUNT(CASE WHEN NOT s.is_current THEN 1 END), COUNT(CASE WHEN s.version > 1 THEN 1 END)
     FROM product_sale_fact f
     JOIN product_dim p ON p.product_key = f.product_key
     JOIN user_dim b ON b.user_key = f.buyer_key
     JOIN user_dim s ON s.user_key = f.seller_key`,
  )
  return [...told, ['sales on older versions', ...sales].map(String).join(' ')]
}
