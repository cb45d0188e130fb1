import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { inTurn, type TestEngine } from '../servers/index.ts'
import { openShop, type Shop } from './open-shop.ts'

const load = '--run_dimensions --run_facts'
const later = `--config ${fileURLToPath(new URL('./shop/later-config.ts', import.meta.url))}`

interface Step {
  readonly line: string
  readonly status: number
  readonly says?: readonly string[]
  readonly complains?: readonly string[]
  /** Whether the tables are those of the later definitions afterwards. */
  readonly changed: boolean
}

const told = [
  'store: store_dim\n  + adds district ',
  'NULL in the rows that are there\n      ALTER TABLE ',
  '  ! drops city, with its values (needs --allow-destructive)\n      ALTER TABLE ',
  '  ! renames title to label (needs --allow-destructive)\n      ALTER TABLE ',
  '  + widens amount from ',
  ', NULL in the rows that are there until the next load builds them anew',
  "  + sets reserved member -1: district to 'Unknown'\n      UPDATE ",
]

const story: readonly Step[] = [
  {
    line: `plan ${later}`,
    status: 0,
    says: ['store: store_dim\n  + makes store_dim\n      CREATE TABLE '],
    changed: false,
  },
  { line: load, status: 0, changed: false },
  {
    line: `${load} ${later}`,
    status: 2,
    complains: ['store_dim in the warehouse differs', '"run.ts plan --select store" shows', '"run.ts apply" does it'],
    changed: false,
  },
  {
    line: `plan ${later}`,
    status: 0,
    says: [...told, 'Nothing was changed. Do it: run.ts apply --allow-destructive'],
    changed: false,
  },
  {
    line: `apply ${later}`,
    status: 2,
    says: told,
    complains: ['Nothing was changed: store_dim: drops city, with its values; item_dim: renames title to label. '],
    changed: false,
  },
  {
    line: `apply ${later} --allow-destructive`,
    status: 0,
    says: [...told, 'item: renames title to label: done', 'The tables are as they are defined.'],
    changed: true,
  },
  // The district's first values come into the versions that are there.
  { line: `${load} ${later}`, status: 0, says: ['store: done', '10 read, 10 overwritten'], changed: true },
  {
    line: `apply ${later}`,
    status: 0,
    says: ['item: item_dim is as defined', 'The tables are as they are defined.'],
    changed: true,
  },
  // Back again: a column that must not be NULL, and nothing to put into it.
  {
    line: 'apply --allow-destructive --select item',
    status: 2,
    complains: ['no step brings item_dim to the definition', '--delete_existing_tables --select item'],
    says: [
      'item: item_dim\n',
      '  ! drops label, with its values',
      '  x title is NOT NULL, and the rows that are there have no value for it',
    ],
    changed: true,
  },
]

// Each step on every engine: test/load/star/changes.test.ts.
const stories: Readonly<Record<string, (engine: TestEngine) => Promise<void>>> = {
  'columns added, widened, renamed, dropped: shown, asked for, done; no row lost': async (engine) => {
    await using shop = await openShop(engine)
    for (const { line, status, says = [], complains = [], changed } of story) {
      const end = await shop.run(line)
      expect(end, `${line}\n${end.stdout}\n${end.stderr}`).toMatchObject({ status })
      for (const words of says) expect(end.stdout, line).toContain(words)
      for (const words of complains) expect(end.stderr, line).toContain(words)
      if (complains.length === 0) expect(end.stderr, line).toBe('')
      if (line !== `plan ${later}` || changed) await sameRows(shop, changed)
    }
    expect(await shop.ask("SELECT COUNT(*), COUNT(ended_at) FROM etl_change WHERE outcome = 'done'")).toEqual([
      // DuckDB has no longer texts and no indexes.
      engine.name === 'duckdb' ? '8 8' : '10 10',
    ])
    expect(await shop.ask('SELECT DISTINCT district FROM store_dim WHERE store_key > 0')).toEqual(['City'])
    expect(await shop.ask('SELECT SUM(tax), MAX(amount) FROM sale_fact')).toEqual([
      expect.stringMatching(/^12\.00? 4\.500$/),
    ])
  },

  '--json tells the steps': async (engine) => {
    await using shop = await openShop(engine)
    expect(await shop.run(load)).toMatchObject({ status: 0 })
    const { stdout } = await shop.run(`plan ${later} --json --select item`)
    expect(JSON.parse(stdout)).toMatchObject({
      status: 0,
      reason: 'done',
      units: [
        {
          name: 'item',
          table: 'item_dim',
          obstacles: [],
          steps: expect.arrayContaining([
            expect.objectContaining({ kind: 'rename', step: 'renames title to label', destructive: true }),
          ]),
        },
      ],
    })
  },
}

describe('plan and apply', () => {
  it.each(inTurn(stories))('%s', { timeout: 180_000 }, (_, engine, story) => story(engine))
})

/** Ten stores of one version each, two items, four sales, whatever their columns are called. */
async function sameRows(shop: Shop, changed: boolean): Promise<void> {
  const tables = await shop.tables()
  if (!tables.includes('store_dim')) return
  expect(await shop.ask('SELECT COUNT(*), MAX(version) FROM store_dim WHERE store_key > 0')).toEqual(['10 1'])
  expect(await shop.ask(`SELECT ${changed ? 'label' : 'title'} FROM item_dim ORDER BY item_key`)).toEqual([
    'Error',
    'Not applicable',
    'Unknown',
    'Pen',
    'Ink',
  ])
  expect(await shop.ask('SELECT sale_id, store_key, item_key FROM sale_fact ORDER BY 1')).toHaveLength(4)
  expect(tables.filter((name) => /__\d/.test(name))).toEqual([])
}
