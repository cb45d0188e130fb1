import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../../loader/engine/index.ts'
import { type DimensionShape, type FactShape, type LookupShape, latest } from '../../../loader/model/index.ts'
import {
  date,
  degenerate,
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
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { ways } from '../world/ways.ts'
import { makeWorld, type World } from '../world/world.ts'

const person = (options: Parameters<typeof drawDimension>[1] = {}): DimensionShape => {
  const drawn = drawDimension('person', {
    columns: { id: natural(integer()), part: natural(varchar(3)), name: varchar(10), born: date(), ...inferred() },
    attributes: { name: 'type2', born: 'type0' },
    effectiveFrom: 'since',
    source: drawSource('person', {
      id: integer(),
      part: varchar(3),
      name: varchar(10),
      born: date(),
      since: timestamp(),
    }),
    unknown: { name: 'nobody' },
    ...options,
  })
  return { ...drawn, table: { ...drawn.table, columns: { person_key: key(), ...drawn.table.columns } } }
}
const people = person()
const on = { id: 'buyer', part: 'part' }

function sale(name: string, lookups: Readonly<Record<string, Partial<LookupShape>>> = {}): FactShape {
  const usual = { buyer_key: { asOf: 'sold_at' }, seller_key: { on: { id: 'seller', part: 'part' }, asOf: latest } }
  return drawFact(name, {
    columns: {
      no: degenerate(integer()),
      buyer_key: reference(people.table as Table),
      seller_key: reference(people.table as Table),
    },
    grain: ['no'],
    source: drawSource(name, {
      no: integer(),
      buyer: nullable(integer()),
      seller: nullable(integer()),
      part: nullable(varchar(9)),
      sold_at: nullable(timestamp()),
    }),
    lookups: Object.fromEntries(
      Object.entries(usual).map(([role, lookup]) => [
        role,
        drawLookup(people, { on, missing: 'infer', ...lookup, ...lookups[role] }),
      ]),
    ),
  })
}

describe.each(ways('duckdb'))('inferred members ($way)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const fresh = async (...rows: readonly (readonly [number, string, string])[]) => {
    await world.execute('DROP TABLE IF EXISTS person')
    await personRows(...rows)
    expect((await world.load(people, { at: '2020-06-01' })).error).toBeUndefined()
  }
  const personRows = (...rows: readonly (readonly [number, string, string])[]) =>
    world.fill(
      'person',
      'id varchar, part varchar, name varchar, born varchar, since varchar',
      rows.map(([id, name, since]) => [id, 'a', name, '1990-01-01', since]),
    )
  const sales = (name: string, ...rows: readonly (readonly (string | number | null)[])[]) =>
    world.fill(name, 'no integer, buyer varchar, seller varchar, part varchar, sold_at varchar', rows)
  const members = async (columns = 'id part name is_inferred valid_from version') =>
    (await world.rows(people.table, columns, 'person_key > 0')).map((row) => row.replaceAll(' 00:00:00.000000', ''))
  const keys = async (name: string) => {
    const found = await world.query(
      `SELECT f.no, b.id, s.id FROM ${name} f JOIN person b ON b.person_key = f.buyer_key JOIN person s ON s.person_key = f.seller_key ORDER BY f.no`,
    )
    return found.map((row) => row.map((cell) => String(cell ?? '-')).join(' '))
  }

  it('FAULTS 37: a member is made once for all that name it, with what Unknown says, and found by the next load', async () => {
    await fresh([1, 'A', '2020-01-01'])
    await sales(
      'sale',
      [1, 1, 7, 'a', '2019-01-01'],
      [2, 7, 7, 'a', '2020-01-01'],
      [3, 8, 1, 'a', '1990-01-01'],
      [4, 7, 7, 'b', '2020-01-01'],
      [5, 7, null, null, '2020-01-01'],
      [6, 'x', 9, 'a', '2020-01-01'],
      [7, 11, 1, 'a', null],
      [8, 12, 1, 'long', '2020-01-01'],
      [9, null, null, null, '2020-01-01'],
    )
    const first = await world.load(sale('sale'), { batchRows: 2, acceptShrink: true })
    expect(first.error).toBeUndefined()
    expect(first.notes.inferred).toBe(4)
    expect(first.notes.misses).toEqual({
      buyer_key: { missing: 5, notApplicable: 1, error: 2, beforeFirst: 1 },
      seller_key: { missing: 4, notApplicable: 2, error: 1, beforeFirst: 0 },
    })
    expect(await members()).toEqual([
      '1 | a | A | false | 2020-01-01 | 1',
      '7 | a | nobody | true | 1000-01-01 | 1',
      '7 | b | nobody | true | 1000-01-01 | 1',
      '8 | a | nobody | true | 1000-01-01 | 1',
      '9 | a | nobody | true | 1000-01-01 | 1',
    ])
    const found = ['1 1 7', '2 7 7', '3 8 1', '4 7 7', '5 - -', '6 - 9', '7 - 1', '8 - -', '9 - -']
    expect(await keys('sale')).toEqual(found)
    const before = await world.rows(people.table, Object.keys(people.table.columns).join(' '))
    const again = await world.load(sale('sale'), { batchRows: 2, acceptShrink: true })
    expect(again.notes).toEqual({
      spliced: 0,
      misses: {
        buyer_key: { missing: 2, notApplicable: 1, error: 2, beforeFirst: 1 },
        seller_key: { missing: 0, notApplicable: 2, error: 1, beforeFirst: 0 },
      },
    })
    expect(await world.rows(people.table, Object.keys(people.table.columns).join(' '))).toEqual(before)
    expect(await keys('sale')).toEqual(found)
  })

  it('FAULTS 37: the own row fills the same key from its date on; the next is an ordinary change; an older one is spliced before', async () => {
    await fresh()
    await sales('sale', [1, 7, 7, 'a', '2019-06-01'], [2, 7, 7, 'a', '2020-03-01'])
    await world.load(sale('sale'), { acceptShrink: true })
    const [key] = (await members('person_key')).map(Number)
    await personRows([7, 'A', '2020-01-01'], [7, 'B', '2020-02-01'])
    const fill = await world.load(people, { at: '2020-06-01' })
    expect(fill.counts).toMatchObject({ read: 2, overwritten: 1, version: 1, new: 0 })
    expect(fill.notes).toEqual({ spliced: 0, filled: 1, misses: {} })
    const shown = 'person_key id name born is_inferred valid_from version'
    expect((await members(shown)).map((row) => row.replace(`${key} |`, 'same |'))).toEqual([
      'same | 7 | A | 1990-01-01 | false | 2020-01-01 | 1',
      expect.stringMatching(/^\d+ \| 7 \| B \| 1990-01-01 \| false \| 2020-02-01 \| 2$/),
    ])
    await personRows([7, 'Z', '2019-12-01'])
    expect((await world.load(people, { at: '2020-06-01' })).notes).toEqual({ spliced: 1, misses: {} })
    expect((await members('name valid_from version')).toSorted()).toEqual([
      'A | 2020-01-01 | 2',
      'B | 2020-02-01 | 3',
      'Z | 2019-12-01 | 1',
    ])
    expect((await world.load(sale('sale'), { acceptShrink: true })).notes.inferred).toBeUndefined()
    expect(await keys('sale')).toEqual(['1 7 7', '2 7 7'])
  })

  it('rows that are rejected make no member', async () => {
    await fresh([1, 'A', '2020-01-01'])
    await sales('sale', ['1', 1, 1, 'a', '2020-02-01'], [2, 7, 9, 'a', '2020-01-01'], [3, 1, 1, 'a', 'never'])
    const strict = { seller_key: { missing: 'reject' as const } }
    expect((await world.load(sale('sale', strict), { acceptShrink: true })).counts).toMatchObject({
      new: 1,
      rejected: 2,
    })
    expect(await members('id')).toEqual(['1'])
  })

  it('inferred members are neither closed nor counted by the circuit breaker', async () => {
    const closing = person({ deletes: 'close', maxDeleteShare: 0.5 })
    await fresh([1, 'A', '2020-01-01'], [2, 'A', '2020-01-01'], [3, 'A', '2020-01-01'])
    await sales('sale', [1, 7, 8, 'a', '2020-01-01'])
    await world.load(sale('sale'), { acceptShrink: true })
    await personRows([1, 'A', '2020-01-01'])
    const { error } = await world.load(closing, { at: '2020-07-01' })
    expect(error).toMatchObject({ code: 'too-many-deletes', fields: { closed: 2, current: 3 } })
    await personRows([1, 'A', '2020-01-01'], [2, 'A', '2020-01-01'])
    expect((await world.load(closing, { at: '2020-07-01' })).notes.closed).toBe(1)
    expect(await members('id is_current is_inferred')).toEqual([
      ...['1 | true | false', '2 | true | false', '3 | false | false', '7 | true | true', '8 | true | true'],
    ])
  })

  it('FAULTS 40: two facts at once that name the same new members: one row each, both use it', async () => {
    await fresh([1, 'A', '2020-01-01'])
    const rows = Array.from({ length: 40 }, (_, no) => [no, 100 + (no % 7), 200 + (no % 5), 'a', '2020-01-01'] as const)
    const names = ['sale_one', 'sale_two', 'sale_three']
    for (const name of names) await sales(name, ...rows)
    const ends = await Promise.all(names.map((name) => world.load(sale(name), { batchRows: 3 })))
    for (const { error } of ends) expect(error).toBeUndefined()
    expect(ends.reduce((sum, { notes }) => sum + (notes.inferred ?? 0), 0)).toBe(12)
    expect(await members('id')).toEqual(['1', ...range(100, 106), ...range(200, 204)])
    const expected = rows.map(([no, buyer, seller]) => `${no} ${buyer} ${seller}`)
    for (const name of names) expect(await keys(name)).toEqual(expected)
  })

  it('FAULTS 40: a member that another inserts after the index was read is used, with its versions, and not made again', async () => {
    await fresh([1, 'A', '2020-01-01'])
    await sales('sale', [1, 7, 7, 'a', '2020-01-15'], [2, 7, 8, 'a', '2020-03-15'])
    let loaded = 0
    const meddling = meddle(world.warehouse, async () => {
      loaded += 1
      if (loaded > 1) return
      await personRows([1, 'A', '2020-01-01'], [7, 'B', '2020-01-01'], [7, 'C', '2020-03-01'])
      expect((await world.load(people, { at: '2020-06-01' })).counts).toMatchObject({ new: 1, version: 1 })
    })
    const outcome = await world.load(sale('sale'), { warehouse: meddling, acceptShrink: true })
    expect(outcome.error).toBeUndefined()
    expect(loaded).toBeGreaterThan(0)
    expect(outcome.notes.inferred).toBe(1)
    expect(await members('id name')).toEqual(['1 | A', '7 | B', '7 | C', '8 | nobody'])
    const names = await world.query(
      'SELECT b.name, s.name FROM sale f JOIN person b ON b.person_key = f.buyer_key JOIN person s ON s.person_key = f.seller_key ORDER BY f.no',
    )
    expect(names.map((row) => row.join(' '))).toEqual(['B C', 'C nobody'])
  })
})

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => String(from + at))

/** The engine, but that something happens before a session of it begins its first transaction. */
function meddle(engine: Engine, happens: () => Promise<void>): Engine {
  return {
    ...engine,
    dialect: engine.dialect,
    capabilities: engine.capabilities,
    place: engine.place,
    connect: async (options) => {
      const session = await engine.connect(options)
      return new Proxy(session, {
        get: (target, name) => {
          const own: unknown = Reflect.get(target, name, target)
          // No bound function: V8's `await using` takes it for none.
          if (typeof name === 'symbol' && typeof own === 'function') return () => own.apply(target)
          if (name !== 'transaction') return typeof own === 'function' ? own.bind(target) : own
          return async (work: () => Promise<unknown>) => {
            await happens()
            return await target.transaction(work)
          }
        },
      })
    },
    [Symbol.asyncDispose]: async () => undefined,
  }
}
