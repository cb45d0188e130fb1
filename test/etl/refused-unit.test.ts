import { expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { checkWarehouse, loadUnits, planUnits, type UnitResult, unitGraph } from '../../loader/etl/index.ts'
import {
  degenerate,
  dimension,
  fact,
  feeding,
  history,
  integer,
  key,
  natural,
  reference,
  rows,
  table,
  units,
  varchar,
  warehouse,
} from '../../loader/index.ts'

const regionDim = table('region', {
  region_key: key(),
  region_id: natural(integer()),
  name: varchar(9),
  ...history(),
})
const shopDim = table('shop', { shop_key: key(), shop_id: natural(integer()), region_key: reference(regionDim) })
const otherDim = table('other', { other_key: key(), other_id: natural(integer()) })
const visitFact = table(
  'visit',
  { visit_id: degenerate(integer()), shop_key: reference(shopDim) },
  { grain: ['visit_id'] },
)

/** Definitions in an order that is not that of loading. */
function star(regions: number) {
  const region = dimension({
    name: 'region',
    table: regionDim,
    source: rows(
      feeding(regionDim),
      Array.from({ length: regions }, (_, id) => ({ region_id: id + 1, name: 'N' })),
    ),
    attributes: { name: 'type2' },
    deletes: 'close',
  })
  const shop = dimension({
    name: 'shop',
    table: shopDim,
    source: rows({ ...feeding(shopDim), region: integer() }, [{ shop_id: 1, region: 2 }]),
    attributes: {},
    lookups: { region_key: { dimension: region, on: { region_id: 'region' } } },
  })
  const other = dimension({
    name: 'other',
    table: otherDim,
    source: rows(feeding(otherDim), [{ other_id: 1 }]),
    attributes: {},
  })
  const visit = fact({
    name: 'visit',
    table: visitFact,
    source: rows({ visit_id: integer(), shop_id: integer() }, [{ visit_id: 1, shop_id: 1 }]),
    lookups: { shop_key: { dimension: shop, on: { shop_id: 'shop_id' } } },
  })
  return warehouse({
    sources: {},
    warehouse: 'duckdb::memory:',
    log: { directory: './etl-log', level: 'info', keep: '90 days' },
    dimensions: units({ shop, other, region }),
    facts: units({ visit }),
  })
}

const told = (unit: UnitResult): string =>
  unit.status === 'skipped' ? `${unit.unit}: needs ${unit.because.join(', ')}` : `${unit.unit}: ${unit.status}`

it('what depends on a unit that the circuit breaker refused does not run; outriggers are loaded first', async () => {
  await using engine = await openEngine('duckdb::memory:')
  await using session = await engine.connect()
  const load = async (regions: number, acceptDeletes = false) => {
    const made = star(regions)
    await checkWarehouse(made)
    const { units } = await loadUnits({
      warehouse: made,
      plan: planUnits(unitGraph(made), {
        kinds: new Set(['dimension', 'fact']),
        select: ['+visit', 'other'],
        exclude: [],
      }),
      connections: {
        warehouse: async () => engine,
        source: async () => engine,
        [Symbol.asyncDispose]: async () => undefined,
      },
      software: 'test',
      command: 'test',
      executionTime: null,
      acceptShrink: false,
      acceptDeletes,
      signal: new AbortController().signal,
      listener: () => undefined,
    })
    return units.map(told)
  }
  const all = ['region: done', 'shop: done', 'other: done', 'visit: done']
  expect(await load(5)).toEqual(all)
  expect(await load(2)).toEqual(['region: failed', 'shop: needs region', 'other: done', 'visit: needs shop'])
  expect(await load(2, true)).toEqual(all)
  expect(
    await session.query('SELECT r.name FROM shop s JOIN region r ON r.region_key = s.region_key WHERE shop_key > 0'),
  ).toEqual([['N']])
})
