import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FactShape, period, type SourceShape, sql } from '../../../loader/model/index.ts'
import {
  type Cells,
  date,
  decimal,
  degenerate,
  inferred,
  integer,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { readThrough } from '../dimension/read-through.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { type LoadOptions, makeWorld, type World } from '../world/world.ts'

// The same load, of rows from their bytes and of rows as values: everything that is left of it must be the same.

const member = drawDimension('member', {
  keep: 'nothing',
  columns: { id: natural(integer()), name: varchar(10), ...inferred() },
  attributes: { name: 'type1' },
  source: drawSource('member', { id: integer(), name: varchar(10) }),
})
const coded = drawDimension('coded', {
  keep: 'nothing',
  columns: { code: natural(varchar(20)), name: varchar(10) },
  attributes: { name: 'type1' },
  source: drawSource('coded', { code: varchar(20), name: varchar(10) }),
})
const columns = {
  no: nullable(integer()),
  member: nullable(integer()),
  code: nullable(varchar(20)),
  amount: nullable(decimal(12, 3)),
  day: nullable(date()),
  moment: nullable(timestamp()),
  note: nullable(varchar(20)),
}
const sale = (change: Partial<FactShape> = {}, source: Partial<SourceShape> = {}): FactShape =>
  drawFact('sale_fact', {
    columns: {
      note: measure(nullable(varchar(8))),
      no: degenerate(integer()),
      member_key: reference(member.table as Table),
      coded_key: reference(coded.table as Table),
      amount: measure(nullable(decimal(8, 2))),
      day: measure(date()),
      moment: measure(nullable(timestamp())),
    },
    grain: ['no'],
    source: { ...drawSource('sale', columns), ...source },
    lookups: {
      member_key: drawLookup(member, { on: { id: 'member' }, missing: 'infer' }),
      coded_key: drawLookup(coded, { on: { code: 'code' }, missing: 'reject' }),
    },
    ...change,
  })

const unknown = {
  member_key: drawLookup(member, { on: { id: 'member' }, missing: 'infer' }),
  coded_key: drawLookup(coded, { on: { code: 'code' }, missing: 'unknown' }),
}
const windows: Partial<SourceShape> = {
  columns: { ...columns, no: integer() },
  sql: sql`SELECT no, member, code, amount, day, moment, note FROM sale WHERE no >= ${period.from} AND no < ${period.to}`,
}
const facts: Readonly<Record<string, readonly [fact: FactShape, options: LoadOptions]>> = {
  plain: [sale(), {}],
  ordered: [sale({ order: ['moment'] }), {}],
  localTimes: [sale({}, { zone: 'Europe/Berlin' }), {}],
  byKey: [sale({}, { partition: ['no'] }), { ranges: 1 }],
  // A key of texts, which the source's collation may take for equal.
  byTexts: [sale({ order: ['moment'] }, { partition: ['code', 'no'] }), {}],
  // Each load begins at the beginning.
  byWindows: [sale({ refresh: { mode: 'incremental', by: 'no' }, lookups: unknown }, windows), { fullRefresh: true }],
}

const row = fc.tuple(
  fc.option(fc.integer({ min: -3, max: 30 }), { freq: 30 }),
  fc.option(fc.integer({ min: 0, max: 6 }), { freq: 12 }),
  fc.option(fc.constantFrom('a', 'b', 'ä', 'ein langer Code, ß', 'A'), { freq: 12 }),
  fc.option(fc.constantFrom('0', '1.5', '-12.340', '0.005', '-0.5', '999999.990', '1234567'), { freq: 12 }),
  fc.option(fc.constantFrom('2024-02-29', '1999-12-31'), { freq: 30 }),
  fc.option(fc.constantFrom('2024-02-29 12:00:00', '1999-12-31 23:59:59.999999', '2024-10-27 02:30:00'), { freq: 12 }),
  fc.option(fc.constantFrom('', 'plain', 'tab\there', 'back\\slash', 'line\nend', 'Grüße 🦆', 'much too long'), {
    freq: 12,
  }),
)

type Row = typeof row extends fc.Arbitrary<infer R> ? R : never

describe.each(engines)('a fact from the bytes of its rows ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine, engine)
    await world.fill('member', 'id integer, name varchar(10)', [
      [0, 'x'],
      [1, 'y'],
      [2, 'z'],
    ])
    await world.fill('coded', 'code varchar(20), name varchar(10)', [
      ['a', 'x'],
      ['ä', 'y'],
      ['ein langer Code, ß', 'z'],
    ])
    await world.load(member)
    await world.load(coded)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const moment = engine.name === 'mysql' ? 'datetime(6)' : 'timestamp'
  const loaded = async (fact: FactShape, options: LoadOptions) => {
    await world.execute('DELETE FROM member WHERE member_key > 3')
    const { status, error, counts, notes } = await world.load(fact, { ...options, byRows: true, acceptShrink: true })
    const facts = await world.query(
      'SELECT f.no, f.amount, f.day, f.moment, f.note, f.coded_key, m.id FROM sale_fact f JOIN member m ON m.member_key = f.member_key ORDER BY f.no',
    )
    const rejects = (await world.rejects(fact.name)).map((text) => text.replace(/"(\w+_key|\w+_run)":\d+/g, ''))
    const { misses, inferred } = notes
    const kept = await world.query('SELECT role, natural_key, grain FROM etl_miss ORDER BY role, natural_key, grain')
    return { status, error, counts, facts, rejects: rejects.toSorted(), misses, inferred, kept }
  }

  test.each(Object.entries(facts))('is what it is from values, whatever the rows: %s', async (_, [fact, options]) => {
    let blocks = 0
    let met = 0
    const origin = readThrough(world.origin, async function* (_, pieces) {
      for await (const piece of pieces) {
        if (!Array.isArray(piece)) blocks += 1
        yield piece
      }
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 2, maxLength: 60 }),
        fc.constantFrom(4, 25, 5000),
        async (rows, batchRows) => {
          await world.fill(
            'sale',
            `no integer, member integer, code varchar(20), amount decimal(12,3), day date, moment ${moment}, note varchar(20)`,
            fact.source.partition === undefined ? rows : rows.map(withKey),
          )
          const values = await loaded(fact, { ...options, batchRows, byValues: true, origin })
          expect(blocks).toBe(0)
          expect(await loaded(fact, { ...options, batchRows, origin })).toEqual(values)
          met += blocks
          blocks = 0
        },
      ),
      // DuckDB has no blocks.
      { numRuns: engine.name === 'duckdb' ? 1 : 3 },
    )
    expect(met > 0).toBe(engine.name !== 'duckdb')
  })
})

/** A source that is read in the order of a key refuses rows without one. */
function withKey([no, member, code, ...rest]: Row): Cells {
  return [no ?? 0, member, code ?? '', ...rest]
}
