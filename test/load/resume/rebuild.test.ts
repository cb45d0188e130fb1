import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FactShape, type SourceShape, sql } from '../../../loader/model/index.ts'
import {
  degenerate,
  inferred,
  integer,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  varchar,
} from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { makeResumeWorld, type ResumeWorld } from './resume-world.ts'

const member = drawDimension('member', {
  keep: 'nothing',
  columns: { id: natural(integer()), name: varchar(10), ...inferred() },
  attributes: { name: 'type1' },
  source: drawSource('member', { id: integer(), name: varchar(10) }),
})
const place = drawDimension('place', {
  keep: 'nothing',
  columns: { id: natural(integer()), name: varchar(10) },
  attributes: { name: 'type1' },
  source: drawSource('place', { id: integer(), name: varchar(10) }),
})

const source: SourceShape = {
  from: 'shop',
  columns: {
    no: integer(),
    line: integer(),
    member: integer(),
    place: integer(),
    amount: nullable(integer()),
    rank: nullable(integer()),
  },
  sql: sql`SELECT no, line, member, place, amount, rank FROM sale -- of the shop`,
  partition: ['no'],
}
/** The orders before those in which lines stand twice. */
const onceEach = sql`SELECT no, line, member, place, amount, rank FROM sale WHERE no < 9`
const saleOf = (change: Partial<FactShape> = {}): FactShape =>
  drawFact('sale_fact', {
    columns: {
      line: degenerate(integer()),
      member_key: reference(member.table as Table),
      place_key: reference(place.table as Table),
      amount: measure(integer()),
    },
    grain: ['line'],
    indexes: [['member_key'], ['place_key']],
    source,
    lookups: {
      member_key: drawLookup(member, { on: { id: 'member' }, missing: 'infer' }),
      place_key: drawLookup(place, { on: { id: 'place' } }),
    },
    ...change,
  })

/** Orders of some lines; one that stands alike in two orders, one that does not; an amount that is NULL; members and places that are not there. */
const rows = Array.from({ length: 22 }, (_, at) => {
  const order = Math.floor(at / 2) + (at % 5 === 0 ? 1 : 0)
  if (at === 19) return [9, 3, 3, 3, 3, 3]
  if (at === 18) return [order, 2, 4, 2, 99, at]
  return [order, at, at % 7, at % 4, at === 11 ? null : at, at]
})
const marker = /insert into .etl_batch/i

const ways = engines.flatMap((engine) => [
  { ...engine, way: engine.name, ranges: 1 },
  ...(engine.name === 'mysql' ? [{ ...engine, way: 'mysql, by two ranges of the key at once', ranges: 2 }] : []),
])

describe.each(ways)('a rebuild that was interrupted goes on ($way)', (engine) => {
  const { ranges } = engine
  let own: ResumeWorld
  beforeAll(async () => {
    own = await makeResumeWorld(engine)
    await own.world.fill(
      'sale',
      'no integer, line integer, member integer, place integer, amount integer, rank integer',
      [...rows].sort(() => 0.5 - Math.random()),
    )
    await own.world.fill('member', 'id integer, name varchar(10)', [
      [0, 'a'],
      [1, 'b'],
    ])
    await own.world.fill('place', 'id integer, name varchar(10)', [
      [0, 'a'],
      [1, 'b'],
      [2, 'c'],
    ])
    for (const dimension of [member, place]) await own.load(dimension)
  })
  afterAll(() => own[Symbol.asyncDispose]())

  const tablesLike = async (prefix: string) => {
    await using session = await own.world.warehouse.connect()
    return await session.tablesLike(prefix)
  }
  const told = async (unit: FactShape) => ({
    rows: await own.world.query(
      'SELECT f.line, f.amount, m.id, f.place_key FROM sale_fact f JOIN member m ON m.member_key = f.member_key ORDER BY f.line',
    ),
    rejects: await own.rejects(unit.name),
    runs: await own.world.query('SELECT COUNT(DISTINCT inserted_run) FROM sale_fact'),
    tables: await tablesLike('sale_fact__'),
  })

  const forgetInferred = () => own.world.execute('DELETE FROM member WHERE member_key > 2')

  test.each([
    [
      'behind any batch, and behind the sorting out of duplicates',
      saleOf(),
      engine.name === 'duckdb' ? [1, 2, 3, 4, 5] : [2, 5],
    ],
    ['where the last by order wins', saleOf({ order: ['rank'] }), [2, 5]],
  ])('%s', async (_, fact, markers) => {
    await forgetInferred()
    const clean = await own.load(fact, { ranges })
    expect(clean).toMatchObject({ status: 'done', rowsRead: 22 })
    const expected = await told(fact)
    for (const nth of markers) {
      await forgetInferred()
      const killed = await own.load(fact, { ranges, death: { statement: marker, nth } })
      expect({ nth, status: killed.status }).toEqual({ nth, status: 'failed' })
      const { counts, notes, status, rowsRead, error } = await own.load(fact)
      const read = notes.resumed?.read ?? 0
      const { misses, inferred } = notes
      expect({ nth, status, error, counts, misses: misses['place_key'], rowsRead, inferred }).toEqual({
        nth,
        status: 'done',
        error: undefined,
        counts: clean.counts,
        misses: clean.notes.misses['place_key'],
        rowsRead: 22 - read,
        inferred: 5,
      })
      expect(read).toBeGreaterThanOrEqual(ranges === 1 ? Math.min(4 * nth, 22) : nth)
      expect(await told(fact)).toEqual(expected)
    }
  })

  test.runIf(engine.name !== 'duckdb')('between its indexes and the swap: each index once', async () => {
    const indexes = async () => {
      await using session = await own.world.warehouse.connect()
      const found = await session.tableIndexes('sale_fact')
      return found.map(({ columns }) => columns.join()).sort()
    }
    await own.load(saleOf())
    const expected = await indexes()
    const death = { statement: /ADD INDEX|CREATE INDEX/, committed: false }
    expect(await own.load(saleOf(), { death })).toMatchObject({ status: 'failed' })
    const { status, rowsRead } = await own.load(saleOf())
    expect({ status, rowsRead, indexes: await indexes() }).toEqual({ status: 'done', rowsRead: 0, indexes: expected })
    expect(expected).toContain('member_key')
  })

  test.runIf(engine.name === 'postgres').each([
    ['is there, and no grain was repeated', saleOf({ source: { ...source, sql: onceEach } }), 18],
    ['refused repeated grains, and they are being sorted out', saleOf(), 22],
    ['is to be there for the last by order', saleOf({ order: ['rank'] }), 22],
  ])('when its key %s: one key, of the former name', async (_, fact, read) => {
    const keys = async (table: string) => {
      await using session = await own.world.warehouse.connect()
      return (await session.tableIndexes(table)).filter(({ primary }) => primary)
    }
    await forgetInferred()
    const clean = await own.load(fact)
    const expected = { ...(await told(fact)), key: await keys('sale_fact') }
    expect(expected.key).toEqual([{ name: 'sale_fact_pkey', columns: ['line'], unique: true, primary: true }])
    await forgetInferred()
    expect(await own.load(fact, { death: { statement: marker, nth: 2 } })).toMatchObject({ status: 'failed' })
    const [stage = ''] = await tablesLike('sale_fact__')
    expect(await keys(stage)).toEqual([])
    const death = { statement: /ADD PRIMARY KEY/, committed: false }
    expect(await own.load(fact, { death })).toMatchObject({ status: 'failed' })
    const { status, counts, rowsRead } = await own.load(fact)
    expect({ status, counts, rowsRead }).toEqual({ status: 'done', counts: clean.counts, rowsRead: 0 })
    expect(counts.read).toBe(read)
    expect({ ...(await told(fact)), key: await keys('sale_fact') }).toEqual(expected)
  })
})
