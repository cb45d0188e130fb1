import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FactShape, type LookupShape, period, type SourceShape, sql } from '../../../loader/model/index.ts'
import {
  degenerate,
  integer,
  masked,
  measure,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup } from '../world/shapes.ts'
import { ways } from '../world/ways.ts'
import { makeWorld, type World } from '../world/world.ts'

const member = drawDimension('member', { keep: 'nothing', attributes: { name: 'type1', city: 'type1' } })
const source: SourceShape = {
  from: 'shop',
  columns: { no: integer(), code: varchar(9), moment: timestamp(), member: nullable(integer()), stamp: integer() },
  sql: sql`SELECT no, code, moment, member, stamp FROM sale WHERE stamp >= ${period.from} AND stamp < ${period.to} -- all`,
}

const sale = (options: Partial<FactShape> = {}, lookup: Partial<LookupShape> = {}): FactShape =>
  drawFact('sale', {
    columns: {
      no: degenerate(integer()),
      code: degenerate(varchar(9)),
      moment: degenerate(timestamp()),
      member_key: reference(member.table as Table),
      stamp: measure(integer()),
    },
    grain: ['no', 'code', 'moment'],
    source,
    refresh: { mode: 'incremental', by: 'stamp' },
    lookups: { member_key: drawLookup(member, { on: { id: 'member' }, ...lookup }) },
    ...options,
  })

type Row = readonly [no: number, code: string, member: number | string | null, stamp: number, moment?: string]

describe.each(ways('duckdb'))('misses of an incremental fact are mended ($way)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine, engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())
  beforeEach(async () => {
    for (const table of ['sale', 'member WHERE member_key > 0', 'etl_watermark', 'etl_miss'])
      await world.execute(`DELETE FROM ${table}`).catch(() => undefined)
  })

  const fill = (...rows: readonly Row[]) =>
    world.fill(
      'sale',
      `no integer, code varchar(9), moment ${engine.name === 'mysql' ? 'datetime(6)' : 'timestamp'}, member varchar(9), stamp integer`,
      rows.map(([no, code, id, stamp, moment = '2024-01-01 00:00:00']) => [
        no,
        code,
        moment,
        id === null ? null : String(id),
        stamp,
      ]),
    )
  const members = async (...ids: readonly number[]) => {
    await world.fill(
      'member',
      'id integer, name varchar(9), city varchar(9)',
      ids.map((id) => [id, `m${id}`, 'x']),
    )
    expect((await world.load(member)).status).toBe('done')
  }
  const load = async (fact: FactShape, options: Parameters<World['load']>[1] = {}) => {
    const { status, counts, error } = await world.load(fact, options)
    const effects = Object.entries(counts).filter(([, amount]) => amount !== 0)
    return status === 'done' ? effects.map(([name, amount]) => `${name} ${amount}`).join(', ') : error
  }
  /** `no code member`, `-1` for Unknown. */
  const rows = async () =>
    (
      await world.query(
        'SELECT s.no, s.code, COALESCE(m.id, m.member_key) FROM sale s JOIN member m ON m.member_key = s.member_key ORDER BY s.no, s.code',
      )
    ).map((row) => row.join(' '))
  const misses = async () =>
    (
      await world.query(
        "SELECT role, natural_key, grain FROM etl_miss WHERE unit = 'sale' AND NOT pending ORDER BY grain",
      )
    ).map((row) => row.join(' '))

  it('when the member has come, behind the watermark; what the source lost stays as it is and is forgotten', async () => {
    await members(1)
    await fill(
      [1, 'a', 1, 10],
      [2, 'b', 2, 11],
      [3, 'c', 3, 12],
      [4, 'd', 4, 13],
      [5, 'e', null, 14],
      [6, 'f', 'x', 15],
    )
    expect(await load(sale())).toBe('read 6, new 6')
    expect(await rows()).toEqual(['1 a 1', '2 b -1', '3 c -1', '4 d -1', '5 e -2', '6 f -3'])
    expect(await misses()).toEqual([
      'member_key {"id":"2"} ["2","b","2024-01-01 00:00:00.000000"]',
      'member_key {"id":"3"} ["3","c","2024-01-01 00:00:00.000000"]',
      'member_key {"id":"4"} ["4","d","2024-01-01 00:00:00.000000"]',
    ])
    await members(1, 2)
    // 4 is gone from the source, 3 has still no member, 7 is new.
    await fill([2, 'b', 2, 11], [3, 'c', 3, 12], [7, 'g', 1, 20])
    expect(await load(sale())).toBe('read 3, new 1, overwritten 1, unchanged 1')
    expect(await rows()).toEqual(['1 a 1', '2 b 2', '3 c -1', '4 d -1', '5 e -2', '6 f -3', '7 g 1'])
    expect(await misses()).toEqual(['member_key {"id":"3"} ["3","c","2024-01-01 00:00:00.000000"]'])
    // Without a row in the window the misses are mended all the same, and the watermark stays.
    await members(1, 2, 3)
    expect(await load(sale())).toBe('read 1, overwritten 1')
    expect(await misses()).toEqual([])
    expect(await load(sale())).toBe('')
    expect((await world.query('SELECT read_to FROM etl_watermark')).map(String)).toEqual(['21'])
  })

  it('a row that the window holds is read once', async () => {
    const fact = sale({ refresh: { mode: 'incremental', by: 'stamp', lookback: 5 } })
    await members()
    await fill([1, 'a', 1, 10], [2, 'b', 2, 2])
    expect(await load(fact)).toBe('read 2, new 2')
    await members(1, 2)
    expect(await load(fact)).toBe('read 2, overwritten 2')
    expect(await rows()).toEqual(['1 a 1', '2 b 2'])
  })

  it('grains are found by their bytes, whatever the source takes for equal, and text is text', async () => {
    const odd = ["o'b", 'A', 'a ', 'é', '%_\\']
    await members()
    await fill(...odd.map((code, at): Row => [at, code, 1, at]))
    await load(sale())
    await members(1)
    await fill(...odd.map((code, at): Row => [at, code, 1, at]), [1, 'a', 1, 1], [2, 'a', 1, 1])
    expect(await load(sale())).toBe('read 5, overwritten 5')
    expect((await rows()).every((row) => row.endsWith(' 1'))).toBe(true)
  })

  it('a grain of a moment and a zone, with and without derive', async () => {
    const zoned: SourceShape = { ...source, zone: 'America/New_York' }
    const derived: SourceShape = { ...zoned, derive: () => ({}) }
    for (const from of [zoned, derived]) {
      await world.execute('DELETE FROM sale').catch(() => undefined)
      for (const table of ['member WHERE member_key > 0', 'etl_watermark', 'etl_miss'])
        await world.execute(`DELETE FROM ${table}`).catch(() => undefined)
      await members()
      await fill([1, 'a', 1, 1, '2024-07-01 12:00:00.123456'])
      expect(await load(sale({ source: from }))).toBe('read 1, new 1')
      expect(await world.rows(sale().table, 'moment')).toEqual(['2024-07-01 16:00:00.123456'])
      await members(1)
      expect(await load(sale({ source: from }))).toBe('read 1, overwritten 1')
      expect(await rows()).toEqual(['1 a 1'])
    }
  })

  it('more than a thousand at once', async () => {
    const many = Array.from({ length: 1203 }, (_, at): Row => [at, 'x', 1, at])
    await members()
    await fill(...many)
    expect(await load(sale(), { batchRows: 500 })).toBe('read 1203, new 1203')
    await members(1)
    expect(await load(sale(), { batchRows: 500 })).toBe('read 1203, overwritten 1203')
    expect(await misses()).toEqual([])
  })

  it('two roles that missed are two misses of one row; a masked key is hidden', async () => {
    const secret: SourceShape = {
      ...source,
      columns: { ...source.columns, member: masked(nullable(integer())) },
    }
    const fact = sale({ source: secret })
    await members()
    await fill([1, 'a', 7, 1])
    await load(fact)
    expect(await misses()).toEqual(['member_key {"id":"(masked)"} ["1","a","2024-01-01 00:00:00.000000"]'])
  })

  it('a full refresh keeps the misses of all rows; append and rebuild keep none', async () => {
    await members()
    await fill([1, 'a', 1, 1], [2, 'b', 2, 2])
    await load(sale())
    await members(1)
    expect(await load(sale(), { fullRefresh: true })).toBe('read 2, new 2')
    expect(await misses()).toEqual(['member_key {"id":"2"} ["2","b","2024-01-01 00:00:00.000000"]'])
    await world.execute('DELETE FROM etl_miss')
    await world.execute('DELETE FROM etl_watermark')
    expect(await load(sale({ refresh: { mode: 'append', by: 'stamp' } }))).toBe('read 2, new 2')
    expect(await misses()).toEqual([])
  })

  it('a load that fails keeps the misses of the one before', async () => {
    await members()
    await fill([1, 'a', 1, 1])
    await load(sale())
    await fill([1, 'a', 1, 1], [2, 'b', 2, 5], [2, 'b', 2, 6])
    expect(await load(sale({ rejects: { warn: 0, fail: 0 } }))).toMatchObject({ code: 'too-many-rejects' })
    expect(await misses()).toEqual(['member_key {"id":"1"} ["1","a","2024-01-01 00:00:00.000000"]'])
  })
})
