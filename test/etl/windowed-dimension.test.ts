import { expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import {
  type Connections,
  checkWarehouse,
  deleteTables,
  loadUnits,
  openScratch,
  planUnits,
  prove,
  unitGraph,
} from '../../loader/etl/index.ts'
import {
  dimension,
  feeding,
  history,
  incremental,
  integer,
  key,
  natural,
  period,
  source,
  sql,
  table,
  units,
  varchar,
  warehouse,
} from '../../loader/index.ts'

const shopDim = table('shop_dim', { shop_key: key(), shop_id: natural(integer()), name: varchar(9), ...history() })
const shop = dimension({
  name: 'shop',
  table: shopDim,
  source: source({
    from: 'shops',
    columns: { ...feeding(shopDim), stamp: integer() },
    sql: sql`SELECT shop_id, name, stamp FROM shops WHERE stamp >= ${period.from} AND stamp < ${period.to}`,
  }),
  attributes: { name: 'type2' },
  read: incremental({ by: 'stamp' }),
})
const made = warehouse({
  sources: { shops: 'duckdb::memory:' },
  warehouse: 'duckdb::memory:',
  log: { directory: './etl-log', level: 'info', keep: '90 days' },
  dimensions: units({ shop }),
  facts: units({}),
})

it('a dimension with windows: proved, loaded, tried in a scratch copy, sampled, read anew, deleted', async () => {
  await using engine = await openEngine('duckdb::memory:')
  await using session = await engine.connect()
  const connections: Connections = {
    warehouse: async () => engine,
    source: async () => engine,
    [Symbol.asyncDispose]: async () => undefined,
  }
  const { signal } = new AbortController()
  const kinds = new Set(['dimension', 'fact'] as const)
  const plan = planUnits(unitGraph(made), { kinds, select: [], exclude: [] })
  const load = async (options: { fullRefresh?: boolean; sample?: number } = {}, into = connections) => {
    const given = { software: 'test', command: 'test', executionTime: null, acceptShrink: false, listener: () => {} }
    const result = await loadUnits({ warehouse: made, plan, connections: into, signal, ...given, ...options })
    return result.units.map((unit) => ('counts' in unit ? unit.counts : unit))
  }
  const dry = async (options: { fullRefresh?: boolean; sample?: number }) => {
    await using scratch = await openScratch({ warehouse: made, plan, connections, signal, facts: true })
    return await load(options, scratch)
  }
  const state = async () => [
    await session.query('SELECT shop_id, name, is_current FROM shop_dim WHERE shop_key > 0 ORDER BY ALL'),
    await session.query('SELECT unit, read_to FROM etl_watermark'),
  ]
  const shops = async (...rows: readonly string[]) => {
    await session.execute('CREATE OR REPLACE TABLE shops (shop_id integer, name varchar, stamp integer)')
    await session.execute(`INSERT INTO shops VALUES ${rows.join(', ')}`)
  }

  await shops("(1, 'A', 1)", "(2, 'B', 2)")
  await checkWarehouse(made)
  expect(await prove({ warehouse: made, plan, connections, tables: true, signal, tell: () => {} })).toEqual([])
  expect(await load()).toMatchObject([{ read: 2, new: 2 }])
  await shops("(1, 'A2', 1)", "(2, 'B2', 3)", "(3, 'C', 4)", "(4, 'D', 5)")
  const before = await state()
  const next = [{ read: 3, new: 2, version: 1 }]
  expect(await dry({})).toMatchObject(next)
  expect(await dry({ sample: 3 })).toMatchObject([{ read: 1, version: 1 }])
  expect(await dry({ fullRefresh: true })).toMatchObject([{ read: 4, new: 2, version: 2 }])
  expect(await state()).toEqual(before)
  expect(await load()).toMatchObject(next)
  expect((await state())[1]).toEqual([['shop', '6']])
  expect(await load()).toMatchObject([{ read: 0 }])
  expect(await load({ fullRefresh: true })).toMatchObject([{ read: 4, version: 1, unchanged: 3 }])

  await deleteTables({ warehouse: made, plan, connections, signal, deleted: () => {} })
  expect(await session.query('SELECT * FROM etl_watermark')).toEqual([])
  expect(await load()).toMatchObject([{ read: 4, new: 4 }])
})
