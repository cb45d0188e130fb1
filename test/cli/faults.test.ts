import { describe, expect, it } from 'vitest'
import { type EngineName, engines, freePort } from '../servers/index.ts'
import { openShop, type Shop } from './open-shop.ts'

const load = '--run_dimensions --run_facts'

/** What is wrong, and the sentence that says what, where, what to do. */
interface Wrong {
  readonly name: string
  readonly only?: readonly EngineName[]
  readonly env: (shop: Shop) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
  readonly sentences: readonly string[]
}

const wrongs: readonly Wrong[] = [
  {
    name: 'a source URL with an unknown scheme',
    env: () => ({ SHOP_SOURCE_URL: 'oracle://ann:s3cret-pw@db/x' }),
    sentences: [
      'the source shop: A database URL with the scheme "oracle:" cannot be opened. Write duckdb:./file.duckdb, mysql://',
    ],
  },
  {
    name: 'a setting that is missing',
    env: () => ({ SHOP_SOURCE_URL: '', SHOP_WAREHOUSE_URL: '' }),
    sentences: ['A database URL without a scheme cannot be opened.'],
  },
  {
    name: 'a source file that is not there',
    only: ['duckdb'],
    env: ({ sourceUrl }) => ({ SHOP_SOURCE_URL: `${sourceUrl}-gone` }),
    sentences: ['the source shop: The DuckDB file ', 'test.duckdb-gone is not there'],
  },
  {
    name: 'a warehouse server that is down',
    env: async () => ({ SHOP_WAREHOUSE_URL: `mysql://ann:s3cret-pw@127.0.0.1:${await freePort()}/x` }),
    sentences: ['the warehouse: No server listens at 127.0.0.1:', 'Start it, or correct host and port in the URL.'],
  },
  {
    name: 'a wrong password',
    only: ['mysql', 'postgres'],
    env: ({ sourceUrl }) => {
      const url = new URL(sourceUrl)
      url.username = 'nobody'
      url.password = 's3cret-pw'
      return { SHOP_SOURCE_URL: url.href }
    },
    sentences: ['the source shop: The user "nobody" was refused at ', 'Correct user and password in the URL.'],
  },
  {
    name: 'a query that does not parse',
    env: () => ({ SHOP: 'bad-sql' }),
    sentences: ['store: ', 'SELEC id'],
  },
  {
    name: 'a source table that is not there',
    env: () => ({ SHOP: 'no-table' }),
    sentences: ['store: ', 'stores'],
  },
  {
    name: 'a source column that the query does not give',
    env: () => ({ SHOP: 'no-column' }),
    sentences: [
      'store: The source query of dimension store (from shop) differs from its declared columns: it gives back no name. Correct the SQL or the columns',
    ],
  },
  {
    name: 'a source column of another type',
    env: () => ({ SHOP: 'wrong-type' }),
    sentences: [
      'store: The source query of dimension store (from shop) differs from its declared columns: store_id is declared as integer, and the query gives',
    ],
  },
]

describe.each(engines)('on $name, found before any unit starts:', (engine) => {
  it.each(wrongs.filter(({ only }) => only === undefined || only.includes(engine.name)))(
    '$name',
    async ({ env, sentences }) => {
      await using shop = await openShop(engine)
      const wrong = await env(shop)
      const end = await shop.run(load, wrong)
      for (const sentence of sentences) expect(end.stderr).toContain(sentence)
      expect(end.status).toBe(2)
      expect(end.stderr).not.toMatch(/^ +at /m)
      expect(end.stdout + end.stderr + shop.log()).not.toContain('s3cret-pw')
      // The warehouse holds nothing, not even the run log.
      if (!('SHOP_WAREHOUSE_URL' in wrong)) expect(await shop.tables()).toEqual([])
    },
  )
})
