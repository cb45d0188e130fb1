import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openEngine, type Session } from '../../loader/engine/index.ts'
import { evolveMarketplace } from '../../sample/evolve-marketplace.ts'
import { makeMarketplace } from '../../sample/make-marketplace.ts'
import { marketplace } from '../../sample/marketplace.ts'
import type { TestDatabase } from '../servers/index.ts'
import { dimensionWrites } from './dimension-writes.ts'
import { loadHere } from './load-here.ts'
import { dimensions, facts } from './load-marketplace.ts'
import { starContent } from './star-content.ts'
import { smallTotals, starTotals } from './star-totals.ts'
import { storyEngines } from './story-engines.ts'
import { typeLine } from './type-line.ts'

/** Sent to the source by hand: what the days of `npm run evolve` do not bring. */
const late = [
  // A role told late, dated before the first version; one between two versions; and a line of an order of years ago.
  "UPDATE users_user SET role = 'late', updated_at = TIMESTAMP '2011-05-05 05:05:05' WHERE id = 21",
  "UPDATE products_product SET list_price = 0.07, updated_at = TIMESTAMP '2011-07-07 07:07:07' WHERE id = 7",
  'INSERT INTO orders_orderline SELECT order_id, line_no + 90, product_id, quantity, unit_price, discount FROM orders_orderline WHERE order_id = 3 AND line_no = 1',
]
const gone = ['DELETE FROM users_user WHERE id IN (22, 23)', 'DELETE FROM orders_orderline WHERE order_id = 3']
const back = [
  `INSERT INTO users_user
   SELECT 22, username, email, role, is_active, site_id, affiliate_id, date_joined, updated_at FROM users_user WHERE id = 24`,
]

/** A warehouse's days: what happens to the source, and a load then to the star. */
describe.each(storyEngines)('a marketplace that goes on ($name)', (engine) => {
  it('day by day and at once, late rows, deletes: the same star, and nothing written for nothing', {
    timeout: 240_000,
  }, async () => {
    const folder = await mkdtemp(join(tmpdir(), 'typeline-story-'))
    await using stack = new AsyncDisposableStack()
    stack.defer(() => rm(folder, { recursive: true }))
    const source = stack.use(await engine.database())
    const [once, often] = [stack.use(await engine.database()), stack.use(await engine.database())]
    const type = async (...line: readonly string[]) => {
      const typed = await typeLine(line, { folder, env: { SOURCE_URL: source.url } })
      expect(typed).toMatchObject({ status: 0, stderr: '' })
      return typed.stdout
    }
    const load = (warehouse: TestDatabase) => loadHere(source.url, warehouse.url)

    // Day 1.
    await type('sample/make.ts', '--scale', '0.2')
    await load(once)
    expect(await starTotals(once.url)).toEqual(smallTotals)
    await load(often)

    // The next days.
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

    // The same again.
    const before = await dimensionWrites(engine.name, once.url)
    const again = await load(once)
    expect(await dimensionWrites(engine.name, once.url)).toBe(before)
    for (const name of dimensions) {
      const { new: fresh, version, overwritten, unchanged } = second[name]
      expect(again[name]).toMatchObject({
        new: 0,
        version: 0,
        overwritten: 0,
        unchanged: fresh + version + overwritten + unchanged,
      })
    }

    // What was late.
    await change(source.url, late)
    const third = await load(once)
    expect(third.user).toMatchObject({ new: 0, version: 1, overwritten: 0 })
    expect(third.product).toMatchObject({ new: 0, version: 1, overwritten: 0 })
    expect(third.product_sale.new).toBe(again.product_sale.new + 1)

    // What has gone, and comes again.
    await change(source.url, gone)
    const fourth = await load(once)
    expect(fourth.user).toMatchObject({ read: third.user.read - 2, new: 0, version: 0, overwritten: 0 })
    const product = ['7 1 0.07 2011-07-07 ended 4', '7 2 35.02 2012-03-01 ended 4', '7 3 1.25 2012-03-02 open 4']
    expect(await versions(once.url)).toEqual([
      '21 1 late 2011-05-05 ended 4',
      '21 2 student 2012-04-08 open 4',
      '22 1 student 2012-04-23 ended 5',
      '23 1 student 2012-05-08 ended 5',
      ...product,
    ])
    await change(source.url, back)
    expect((await load(once)).user).toMatchObject({ new: 0, version: 1, overwritten: 0 })
    expect(await versions(once.url)).toEqual([
      '21 1 late 2011-05-05 ended 4',
      '21 2 student 2012-04-08 open 4',
      '22 1 student 2012-04-23 ended 6',
      expect.stringMatching(/^22 2 student 20\d\d-\d\d-\d\d open 6$/),
      '23 1 student 2012-05-08 ended 5',
      ...product,
    ])
  })

  it('stands after days as if it had been made that day', async () => {
    await using moved = await engine.database()
    await using made = await engine.database()
    const on = (days: number) => ({ seed: 20120101, scale: 0.05, days })
    await withSession(moved.url, async (session) => {
      await makeMarketplace(session, on(0))
      await evolveMarketplace(session, on(0), on(2))
      await evolveMarketplace(session, on(2), on(7))
    })
    await withSession(made.url, (session) => makeMarketplace(session, on(7)))
    expect(await sourceContent(moved.url)).toEqual(await sourceContent(made.url))
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

async function withSession<T>(url: string, work: (session: Session) => Promise<T>): Promise<T> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  return await work(session)
}

function change(url: string, statements: readonly string[]): Promise<void> {
  return withSession(url, async (session) => {
    for (const statement of statements) await session.execute(statement)
  })
}

/** Of the members that `late`, `gone` and `back` are about. */
async function versions(url: string): Promise<readonly string[]> {
  await using engine = await openEngine(url)
  await using session = await engine.connect()
  const users = await session.query(
    `SELECT user_id, version, role, CAST(valid_from AS DATE), CASE WHEN is_current THEN 'open' ELSE 'ended' END, updated_run FROM user_dim WHERE user_id IN (21, 22, 23) ORDER BY 1, 2`,
  )
  const products = await session.query(
    `SELECT product_id, version, list_price, CAST(valid_from AS DATE), CASE WHEN is_current THEN 'open' ELSE 'ended' END, updated_run FROM product_dim WHERE product_id = 7 ORDER BY 2`,
  )
  return [...users, ...products].map((row) => row.map(String).join(' '))
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
