import createKnex from 'knex'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dropTables, makeTables, prepareUnit } from '../../loader/load/index.ts'
import { beginRun } from '../../loader/log/index.ts'
import { sql, type UnitDefinition } from '../../loader/model/index.ts'
import {
  bigint,
  date,
  decimal,
  degenerate,
  integer,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../loader/schema/index.ts'
import { engines } from '../servers/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from './world/shapes.ts'
import { makeWorld, type World } from './world/world.ts'

const columns = { id: integer(), name: varchar(10), city: nullable(varchar(10)) }

describe.each(engines)('a definition against its databases ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
    await world.fill('member', 'id integer, name varchar, city varchar, score integer, gone integer[]', [])
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const prepare = (unit: UnitDefinition) =>
    prepareUnit(unit, {
      warehouse: world.warehouse,
      source: async () => world.origin,
      signal: new AbortController().signal,
    })
  const fresh = () => world.execute('DROP TABLE IF EXISTS member')

  it('what fits is proved without a row or table written', async () => {
    await fresh()
    await prepare(drawDimension('member'))
    await using session = await world.warehouse.connect()
    expect(await session.tablesLike('member')).toEqual([])
  })

  it('columns that the query gives besides, and in another order, are no matter', async () => {
    await fresh()
    await world.fill('member', 'city varchar, score integer, name varchar, id integer', [['Troy', 1, 'A', 7]])
    const all = { ...drawSource('member', columns), sql: sql`SELECT * FROM member` }
    const member = drawDimension('member', { source: all })
    await prepare(member)
    expect((await world.load(member)).error).toBeUndefined()
    expect(await world.rows(member.table, 'id name city', 'member_key > 0')).toEqual(['7 | A | Troy'])
    await fresh()
  })

  it('a Knex query is compiled by the source’s dialect', async () => {
    await fresh()
    await world.fill('member', 'id integer, name varchar, city varchar', [
      [1, 'A', null],
      [2, "B'?", null],
    ])
    const knex = createKnex({ client: 'pg' })
    const member = drawDimension('member', {
      source: {
        ...drawSource('member', columns),
        sql: knex('member').select('id', 'name', 'city').where('name', "B'?"),
      },
    })
    await prepare(member)
    expect((await world.load(member)).counts).toMatchObject({ read: 1, new: 1 })
    await fresh()
  })

  it.each([
    ['no column', { ...columns, nome: varchar(10) }, sql`SELECT id, name, city FROM member`, 'gives back no nome'],
    ['other case', { ...columns, Name: varchar(10) }, sql`SELECT id, name, city FROM member`, 'no Name (but name'],
    ['twice', columns, sql`SELECT id, name, name, city FROM member`, 'gives back name twice'],
    [
      'wrong type',
      { ...columns, name: date() },
      sql`SELECT id, 1.5::double AS name, city FROM member`,
      'name is declared as date, and the query gives DOUBLE',
    ],
    [
      'a list',
      columns,
      sql`SELECT id, [name] AS name, city FROM member`,
      'name is declared as varchar, and the query gives VARCHAR[]',
    ],
  ] as const)('a source that differs: %s', async (_, declared, query, sentence) => {
    await world.fill('member', 'id integer, name varchar, city varchar', [])
    const member = drawDimension('member', { source: { from: 'shop', columns: declared, sql: query } })
    const refused = { code: 'source-differs', message: expect.stringContaining(sentence) }
    await expect(prepare(member)).rejects.toMatchObject(refused)
    expect(await world.load(member)).toMatchObject({ status: 'failed', error: refused, counts: { read: 0 } })
  })

  it('a query that does not parse, a table that is not there', async () => {
    const broken = drawDimension('member', { source: { from: 'shop', columns, sql: sql`SELEC id FROM member` } })
    await expect(prepare(broken)).rejects.toMatchObject({ code: 'bad-sql' })
    const missing = drawDimension('member', { source: { from: 'shop', columns, sql: sql`SELECT * FROM nowhere` } })
    await expect(prepare(missing)).rejects.toMatchObject({ code: 'unknown-table' })
  })

  it('what neither the source nor derive gives is refused, and an order by what derive adds', async () => {
    const read = drawDimension('member', { source: drawSource('member', { id: integer(), name: varchar(10) }) })
    await expect(prepare(read)).rejects.toMatchObject({
      code: 'unknown-source-column',
      message: expect.stringContaining('city'),
    })
    const source = { ...drawSource('member', columns), derive: () => ({ place: 1 }) }
    await expect(prepare(drawDimension('member', { source, order: ['place'] }))).rejects.toMatchObject({
      code: 'derived-order',
    })
    await world.fill('member', 'id integer, name varchar, city varchar', [[1, 'A', null]])
    const forgetful = drawDimension('member', {
      source: { ...drawSource('member', { id: integer(), name: varchar(10) }), derive: () => ({}) },
    })
    expect((await world.load(forgetful)).error).toMatchObject({ code: 'not-derived' })
  })

  it.each([
    [
      'a column more',
      { id: natural(integer()), name: varchar(10), city: nullable(varchar(10)), score: integer() },
      'it has no score',
    ],
    ['a column less', { id: natural(integer()), name: varchar(10) }, 'it has city besides'],
    [
      'another type',
      { id: natural(bigint()), name: varchar(10), city: nullable(varchar(10)) },
      /id is (?:INTEGER, not BIGINT|int, not bigint|integer, not bigint)/,
    ],
    ['NULL refused', { id: natural(integer()), name: varchar(10), city: varchar(10) }, 'city is nullable there'],
    [
      'NULL accepted',
      { id: natural(integer()), name: nullable(varchar(10)), city: nullable(varchar(10)) },
      'name is NOT NULL there',
    ],
  ] as const)('a live table that differs: %s', async (_, changed, sentence) => {
    await fresh()
    await world.fill('member', 'id integer, name varchar, city varchar, score integer', [[1, 'A', null, 1]])
    await world.load(drawDimension('member'))
    const attributes = Object.fromEntries(
      Object.keys(changed)
        .slice(1)
        .map((name) => [name, 'type1' as const]),
    )
    const member = drawDimension('member', {
      columns: changed,
      attributes,
      source: drawSource('member', { ...columns, score: integer() }),
    })
    const refused = { code: 'table-differs', message: expect.stringMatching(sentence) }
    await expect(prepare(member)).rejects.toMatchObject(refused)
    await expect(prepare(member)).rejects.toMatchObject({
      message: expect.stringContaining('--delete_existing_tables'),
    })
    expect(await world.load(member)).toMatchObject({ status: 'failed', error: refused, counts: { read: 0 } })
    expect(await world.rows(drawDimension('member').table, 'id name', 'member_key > 0')).toEqual(['1 | A'])
  })

  it('every type, made by us, fits its own definition again', async () => {
    await world.execute('DROP TABLE IF EXISTS wide')
    const wide = drawDimension('wide', {
      columns: {
        id: natural(bigint()),
        at: timestamp(),
        day: date(),
        amount: nullable(decimal(20, 6)),
        name: varchar(200),
      },
      attributes: { at: 'type1', day: 'type1', amount: 'type2', name: 'type2' },
      source: drawSource('wide', {
        id: bigint(),
        at: timestamp(),
        day: date(),
        amount: nullable(decimal(20, 6)),
        name: varchar(200),
      }),
    })
    await world.source(
      'CREATE OR REPLACE TABLE wide (id bigint, "at" timestamp, day date, amount decimal(20,6), name varchar)',
    )
    const quoted = { ...wide, source: { ...wide.source, sql: sql`SELECT id, "at", day, amount, name FROM wide` } }
    const run = await beginRun(world.log, { software: 'test' })
    await makeTables([quoted], { log: world.log, run })
    await makeTables([quoted], { log: world.log, run })
    await prepare(quoted)
    expect(await world.rows(wide.table, 'wide_key')).toEqual(['-3', '-2', '-1'])
  })

  it('--delete_existing_tables drops facts first, with shadows and stages, and leaves the tables of others and the keys', async () => {
    await fresh()
    await world.fill('member', 'id integer, name varchar, city varchar', [[1, 'A', null]])
    const member = drawDimension('member')
    const sale = drawFact('sale', {
      columns: { id: degenerate(integer()), member_key: reference(member.table as Table), amount: measure(integer()) },
      grain: ['id'],
      source: drawSource('sale', { id: integer(), amount: integer() }),
      lookups: { member_key: drawLookup(member, { asOf: { latest: true } }) },
    })
    await world.fill('sale', 'id integer, amount integer', [[1, 5]])
    for (const unit of [member, sale]) expect((await world.load(unit)).error).toBeUndefined()
    for (const name of ['sale__3', 'sale__3_d', 'member__2', 'sale__notes', 'sales'])
      await world.execute(`CREATE TABLE ${name} (id integer)`)
    const [[next] = []] = await world.query("SELECT next_key FROM etl_key WHERE table_name = 'member'")
    expect(await dropTables([member, sale], world)).toEqual(['sale__3', 'sale__3_d', 'sale', 'member__2', 'member'])
    await using session = await world.warehouse.connect()
    expect(await session.tablesLike('sale')).toEqual(['sale__notes', 'sales'])
    expect(await session.tablesLike('member')).toEqual([])
    expect(Number((await world.query("SELECT COUNT(*) FROM etl_batch WHERE unit = 'sale'"))[0]?.[0])).toBe(0)
    expect((await world.load(member)).error).toBeUndefined()
    const keys = await world.query('SELECT MIN(member_key) FROM member WHERE member_key > 0')
    expect(Number(keys[0]?.[0])).toBe(Number(next))
  })
})
