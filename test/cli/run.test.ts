import { describe, expect, it } from 'vitest'
import { inTurn } from '../servers/index.ts'
import { openShop } from './open-shop.ts'

const stores = Array.from({ length: 10 }, (_, id) => `${id} 1 Store ${id}`)
const items = ['1 Pen', '2 Ink']
const sales = ['1 Store 1 found 1.50', '2 Store 2 found 2.50', '3 Store 3 -2 3.50', '4 Store 4 -1 4.50']
const none = { stores: null, items: null, sales: null }
const all = { stores, items, sales }

/** One line typed at the shop: what the source has become before it, how it ends, what it says and what stands in the star after it. */
interface Step {
  readonly line: string
  readonly env?: Readonly<Record<string, string>>
  readonly change?: string
  readonly status: number
  readonly says?: readonly (string | RegExp)[]
  readonly complains?: readonly string[]
  readonly star: Readonly<Record<keyof typeof none, readonly string[] | null>> | 'untouched'
}

// Facts are named first: dimensions are loaded first all the same.
const load = '--run_facts --run_dimensions'
const rename = "UPDATE store SET name = 'New name' WHERE id = 1"
const renamed = [...stores.slice(0, 2), '1 2 New name', ...stores.slice(2)]

const stories: Readonly<Record<string, readonly Step[]>> = {
  '--test_dimension_source, also when nothing is asked: writes nothing': [
    {
      line: '',
      status: 0,
      says: [
        /^the source shop: .* is reached$/m,
        'store: 3 source columns fit',
        'sale: 5 source columns fit',
        'Nothing was written.',
      ],
      star: 'untouched',
    },
    {
      line: '--test_dimension_source --select store',
      status: 0,
      says: ['All is well with 1 unit.'],
      star: 'untouched',
    },
  ],
  '--run_dimensions': [
    {
      line: '--run_dimensions',
      status: 0,
      says: [/^store +10 +10 +0 .* done$/m, /^Run 1: 2 done in \S+ s\. Log: \S+\n$/m],
      star: { stores, items, sales: null },
    },
    {
      line: 'run --run_dimensions',
      change: rename,
      status: 0,
      says: [/^store +10 +0 +1 +0 +9 .* done$/m],
      star: { stores: renamed, items, sales: null },
    },
  ],
  '--run_facts, with dimensions that hold reserved members alone': [
    {
      line: '--run_facts',
      status: 0,
      says: [/^sale +4 +4 /m, /store_key +4 not found/],
      star: {
        stores: [],
        items: [],
        sales: ['1 Unknown -1 1.50', '2 Unknown -1 2.50', '3 Unknown -2 3.50', '4 Unknown -1 4.50'],
      },
    },
  ],
  '--select and --exclude': [
    { line: `${load} --select store`, status: 0, star: { stores, items: null, sales: null } },
    { line: `${load} --select +sale --exclude sale store`, status: 0, star: { stores, items, sales: null } },
    { line: `${load} --select tag:small kind:fact`, change: rename, status: 0, star: all },
    {
      line: `${load} --select stoer`,
      status: 2,
      complains: ['--select stoer: there is no unit "stoer". Did you mean "store"?'],
      star: all,
    },
  ],
  'nothing selected': [
    {
      line: '--run_facts --select store',
      status: 6,
      complains: ['Nothing is selected: no unit is of the kinds and the selection asked for.'],
      star: 'untouched',
    },
    {
      line: '--run_dimensions --select item',
      env: { SHOP: 'item-off' },
      status: 6,
      complains: ['Nothing is selected: item is not active in config.ts.'],
      star: 'untouched',
    },
  ],
  'an inactive dimension: its table is made, not loaded': [
    {
      line: load,
      env: { SHOP: 'item-off' },
      status: 0,
      says: ['Not active, left out: item.'],
      star: { stores, items: [], sales: sales.map((line) => line.replace('found', '-1')) },
    },
  ],
  '--accept-shrink': [
    { line: load, status: 0, star: all },
    {
      line: '--run_facts',
      change: 'DELETE FROM sale WHERE id < 4',
      status: 1,
      complains: ['--accept-shrink'],
      star: all,
    },
    { line: '--run_facts --accept-shrink', status: 0, star: { stores, items, sales: sales.slice(3) } },
  ],
  '--threads': [
    {
      line: `${load} --threads 3`,
      status: 0,
      says: ['store: done', 'item: done', 'sale: done', /^unit .*\nstore .* done\nitem .* done\nsale .* done$/m],
      star: all,
    },
    { line: `${load} --threads 3`, status: 0, says: ['10 read, 10 unchanged'], star: all },
  ],
  '--ranges': [
    {
      line: `${load} --ranges 2`,
      env: { SHOP: 'keyed' },
      status: 0,
      says: [/^sale +ranges +read and loaded by 2 ranges of its source's key, 2 at once$/m],
      star: all,
    },
  ],
  '--lookup-memory': [
    { line: load, status: 0, star: all },
    {
      // Rows of a key travel on every engine.
      line: '--run_facts --lookup-memory 0.1kb',
      env: { SHOP: 'keyed' },
      status: 0,
      says: [/^sale +slower +item, store looked up in the warehouse; in memory with --lookup-memory 1mb$/m],
      star: all,
    },
  ],
  '--delete_existing_tables': [
    { line: load, status: 0, star: all },
    {
      line: '--delete_existing_tables',
      status: 2,
      complains: ['would drop the 3 tables of store, item, sale in ', 'nobody is here to be asked: add --yes'],
      star: all,
    },
    {
      line: '--delete_existing_tables --yes --select store',
      status: 2,
      complains: [
        'Deleting store would leave sale with keys of members that are gone. Select these too: --select store+',
      ],
      star: all,
    },
    {
      line: '--delete_existing_tables --yes --select store+',
      status: 0,
      says: ['sale: deleted sale_fact', 'store: deleted store_dim'],
      star: { ...none, items },
    },
    { line: `${load} --delete_existing_tables --yes`, status: 0, says: ['item: deleted item_dim'], star: all },
    { line: '--delete_existing_tables', env: { SHOP: 'sample' }, status: 0, star: none },
  ],
  'a definition that no longer fits its table': [
    { line: load, status: 0, star: all },
    {
      line: load,
      env: { SHOP: 'wider' },
      status: 2,
      complains: [
        'The table sale_fact in the warehouse differs from the definition of fact sale: amount is ',
        '--delete_existing_tables',
      ],
      star: all,
    },
    { line: `${load} --delete_existing_tables --yes`, env: { SHOP: 'wider' }, status: 0, star: all },
  ],
  '--delete_existing_tables keeps the tables when the load could not follow': [
    { line: load, status: 0, star: all },
    {
      line: `--delete_existing_tables --yes ${load}`,
      env: { SHOP: 'no-column' },
      status: 2,
      complains: ['it gives back no name'],
      star: all,
    },
  ],
  '--delete_existing_tables where nothing is': [
    { line: '--delete_existing_tables --yes', status: 0, star: 'untouched' },
  ],
  'rejects above rejects.warn': [
    {
      line: load,
      change: `INSERT INTO store SELECT 10 * id + 100, name, city, opened_at FROM store; INSERT INTO store VALUES (NULL, 'No id', NULL, NULL)`,
      status: 3,
      says: [/^store +21 +20 .* 1 .* done, many rejected$/m, /\nRejected rows: run\.ts rejects show --run 1\n$/],
      star: {
        stores: [...stores, ...stores.map((line) => line.replace(/^(\d) 1/, (_, id) => `${10 * Number(id) + 100} 1`))],
        items,
        sales,
      },
    },
  ],
  'a failed unit: what needs it is skipped and named, others go on': [
    {
      line: load,
      change: 'UPDATE store SET id = NULL',
      status: 1,
      says: [
        /^item .* done$/m,
        /^store .* failed$/m,
        /^sale .* skipped: needs store$/m,
        'Run 1: 1 failed, 1 done, 1 skipped',
        /\nRejected rows: run\.ts rejects show --run 1\n$/,
      ],
      complains: ['store: failed', 'sale: skipped, since it needs store'],
      star: { stores: [], items, sales: null },
    },
  ],
}

describe('run.ts', () => {
  it.each(inTurn(stories))('%s', async (_, engine, steps) => {
    await using shop = await openShop(engine)
    const untouched = engine.name === 'duckdb' ? null : none
    for (const { line, env, change, status, says = [], complains = [], star } of steps) {
      if (change !== undefined) await shop.change(...change.split('; '))
      const end = await shop.run(line, env)
      expect(end, line).toMatchObject({ status })
      for (const words of says) expect(end.stdout, line).toMatch(words)
      for (const words of complains) expect(end.stderr, line).toContain(words)
      if (complains.length === 0) expect(end.stderr, line).toBe('')
      expect(await shop.rows(), line).toEqual(star === 'untouched' ? untouched : star)
    }
  })
})
