import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DimensionShape, OutriggerShape } from '../../../loader/model/index.ts'
import {
  inferred,
  integer,
  key,
  natural,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { drawDimension, drawLookup, drawSource } from '../world/shapes.ts'
import { ways } from '../world/ways.ts'
import { makeWorld, type World } from '../world/world.ts'

const region = drawDimension('region', {
  columns: { id: natural(integer()), name: varchar(10), ...inferred() },
  attributes: { name: 'type2' },
  effectiveFrom: 'since',
  source: drawSource('region', { id: integer(), name: varchar(10), since: timestamp() }),
})
const tag = drawDimension('tag', {
  keep: 'nothing',
  columns: { id: natural(integer()), name: varchar(10) },
  attributes: { name: 'type1' },
  source: drawSource('tag', { id: integer(), name: varchar(10) }),
})

type Options = Parameters<typeof drawDimension>[1] & { readonly region?: Partial<OutriggerShape> }

function store({ region: more = {}, ...options }: Options = {}): DimensionShape {
  const drawn = drawDimension('store', {
    columns: {
      id: natural(integer()),
      region_key: reference(region.table as Table),
      tag_key: reference(tag.table as Table),
      name: varchar(10),
    },
    attributes: { name: 'type2' },
    effectiveFrom: 'since',
    source: drawSource('store', {
      id: integer(),
      region: nullable(varchar(5)),
      tag: nullable(integer()),
      name: varchar(10),
      since: timestamp(),
    }),
    lookups: {
      region_key: { ...drawLookup(region, { on: { id: 'region' } }), change: 'type2', ...more },
      tag_key: { ...drawLookup(tag, { on: { id: 'tag' } }), change: 'type1' },
    },
    ...options,
  })
  return { ...drawn, table: { ...drawn.table, columns: { store_key: key(), ...drawn.table.columns } } }
}

describe.each(ways('duckdb'))('references of a dimension to others ($way)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
    await world.fill('tag', 'id integer, name varchar', [
      [1, 'one'],
      [2, 'two'],
    ])
    await world.load(tag)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const regions = async (...rows: readonly (readonly [number, string, string])[]) => {
    await world.fill('region', 'id integer, name varchar, since varchar', rows)
    expect((await world.load(region, { at: '2020-06-01' })).error).toBeUndefined()
  }
  const fresh = async () => {
    for (const table of ['store', 'region']) await world.execute(`DROP TABLE IF EXISTS ${table}`)
    await regions([1, 'N', '2020-01-01'], [1, 'N2', '2020-03-01'], [2, 'S', '2020-02-01'])
  }
  type Row = readonly [id: number, region: string | null, tag: number | null, name: string, since: string]
  const load = async (at: string, rows: readonly Row[], options: Options = {}) => {
    await world.fill('store', 'id integer, region varchar, tag integer, name varchar, since varchar', rows)
    const outcome = await world.load(store(options), { at })
    expect(outcome.error).toBeUndefined()
    return outcome
  }
  const shown = async () => {
    const rows = await world.query(
      'SELECT s.id, s.name, r.name, t.name, s.version FROM store s JOIN region r ON r.region_key = s.region_key ' +
        'JOIN tag t ON t.tag_key = s.tag_key WHERE s.store_key > 0 ORDER BY s.id, s.version',
    )
    return rows.map((row) => row.join(' '))
  }

  it("finds the version for the row's own date, the first where that is earlier; the reserved members point to their like", async () => {
    await fresh()
    const { counts, notes } = await load('2020-06-01', [
      [1, '1', 1, 'A', '2020-01-01'],
      [2, '1', 1, 'B', '2020-03-01'],
      [3, '1', 2, 'C', '2020-02-28'],
      [4, '1', null, 'D', '2019-01-01'],
      [5, '9', 9, 'E', '2020-01-01'],
      [6, null, 1, 'F', '2020-01-01'],
      [7, 'x', 1, 'G', '2020-01-01'],
    ])
    expect(counts).toMatchObject({ read: 7, new: 7 })
    expect(await shown()).toEqual([
      ...['1 A N one 1', '2 B N2 one 1', '3 C N two 1', '4 D N Not applic 1', '5 E Unknown Unknown 1'],
      ...['6 F Not applic one 1', '7 G Error one 1'],
    ])
    expect(notes.misses).toEqual({
      region_key: { missing: 1, notApplicable: 1, error: 1, beforeFirst: 1 },
      tag_key: { missing: 1, notApplicable: 1, error: 0, beforeFirst: 0 },
    })
    expect(await world.rows(store().table, 'store_key region_key tag_key', 'store_key < 0')).toEqual([
      '-3 | -3 | -3',
      '-2 | -2 | -2',
      '-1 | -1 | -1',
    ])
  })

  it('another version of the same member is no change; another member is one, of the type that the definition says', async () => {
    await fresh()
    await load('2020-06-01', [[1, '1', 1, 'A', '2020-01-01']])
    const key = await world.rows(store().table, 'region_key', 'id = 1')
    const moved = await load('2020-06-02', [[1, '1', 1, 'A', '2020-04-01']])
    expect(moved.counts).toMatchObject({ read: 1, unchanged: 1 })
    await regions([1, 'N3', '2020-05-01'])
    expect((await load('2020-06-02', [[1, '1', 1, 'A', '2020-05-20']])).counts).toMatchObject({ unchanged: 1 })
    expect(await world.rows(store().table, 'region_key', 'id = 1')).toEqual(key)

    expect((await load('2020-06-03', [[1, '2', 1, 'A', '2020-05-21']])).counts).toMatchObject({ version: 1 })
    expect(await shown()).toEqual(['1 A N one 1', '1 A S one 2'])
    expect((await load('2020-06-03', [[1, '2', 2, 'A', '2020-05-22']])).counts).toMatchObject({ overwritten: 1 })
    expect(await shown()).toEqual(['1 A N two 1', '1 A S two 2'])
    // A new version for another reason takes the version of its own date.
    await regions([2, 'S2', '2020-05-23'])
    await load('2020-06-03', [[1, '2', 2, 'B', '2020-05-24']])
    expect(await shown()).toEqual(['1 A N two 1', '1 A S two 2', '1 B S2 two 3'])
    expect((await load('2020-06-03', [[1, '2', 2, 'B', '2020-05-24']])).counts).toMatchObject({ unchanged: 1 })
  })

  it("without effectiveFrom the execution time is the row's date", async () => {
    await fresh()
    const { effectiveFrom: _, ...undated } = store()
    await world.fill('store', 'id integer, region varchar, tag integer, name varchar, since varchar', [
      [1, '1', 1, 'A', '2020-04-01'],
    ])
    expect((await world.load(undated, { at: '2020-02-01' })).error).toBeUndefined()
    expect(await shown()).toEqual(['1 A N one 1'])
    expect((await world.load(undated, { at: '2020-04-01' })).counts).toMatchObject({ unchanged: 1 })
    expect(await shown()).toEqual(['1 A N one 1'])
  })

  it("missing: 'reject' rejects the row, whose member is there all the same; 'fail' fails the unit", async () => {
    await fresh()
    const strict: Options = { deletes: 'close', region: { missing: 'reject' } }
    await load('2020-06-01', [[1, '1', 1, 'A', '2020-01-01']], strict)
    const { counts, notes } = await load(
      '2020-06-02',
      [
        [1, '9', 1, 'A', '2020-01-01'],
        [2, '1', 1, 'B', '2020-01-01'],
      ],
      strict,
    )
    expect([counts.new, counts.rejected, notes.closed]).toEqual([1, 1, undefined])
    expect((await world.rejects('store')).map((reject) => reject.slice(0, 21))).toEqual(['missing-member | id=1'])
    const { status, error } = await world.load(store({ region: { missing: 'fail' } }), { at: '2020-06-03' })
    expect([status, error]).toEqual(['failed', expect.objectContaining({ code: 'missing-member' })])
  })

  it("missing: 'infer' makes the member, once", async () => {
    await fresh()
    const rows: readonly Row[] = [
      [1, '7', 1, 'A', '2020-01-01'],
      [2, '7', 1, 'B', '2020-01-01'],
      [3, '8', 1, 'much too long', '2020-01-01'],
    ]
    const { counts, notes } = await load('2020-06-01', rows, { region: { missing: 'infer' } })
    expect([counts.new, counts.rejected, notes.inferred]).toEqual([2, 1, 1])
    expect(await world.rows(region.table, 'id name is_inferred', 'is_inferred')).toEqual(['7 | Unknown | true'])
    const before = await world.rows(store().table, 'region_key updated_run')
    expect((await load('2020-06-01', rows, { region: { missing: 'infer' } })).counts).toMatchObject({ unchanged: 2 })
    expect(await world.rows(store().table, 'region_key updated_run')).toEqual(before)
    // The member that another fills meanwhile is still the same one.
    await regions([7, 'W', '2020-01-01'])
    expect((await load('2020-06-01', rows)).counts).toMatchObject({ unchanged: 2 })
  })
})
