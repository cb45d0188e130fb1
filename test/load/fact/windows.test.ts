import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FactShape, period, type SourceShape, sql, type WindowRefresh } from '../../../loader/model/index.ts'
import { degenerate, integer, measure, nullable, timestamp } from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawFact } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'

const columns = {
  no: integer(),
  amount: nullable(integer()),
  stamp: integer(),
  moment: timestamp(),
  rank: nullable(integer()),
}
const byStamp: SourceShape = {
  from: 'shop',
  columns,
  // A comment and no semicolon at the end: the query is read as a table too.
  sql: sql`SELECT no, amount, stamp, moment, rank FROM sale WHERE stamp >= ${period.from} AND stamp < ${period.to} -- by number`,
}
const byTime: SourceShape = {
  from: 'shop',
  columns,
  sql: sql`SELECT no, amount, stamp, moment, rank FROM sale WHERE moment >= ${period.from} AND moment < ${period.to}`,
}

const sale = (refresh: WindowRefresh, options: Partial<FactShape> = {}): FactShape =>
  drawFact('sale', {
    columns: { no: degenerate(integer()), amount: measure(nullable(integer())) },
    grain: ['no'],
    source: refresh.by === 'stamp' ? byStamp : byTime,
    refresh,
    ...options,
  })

const incremental = sale({ mode: 'incremental', by: 'stamp' })
const append = sale({ mode: 'append', by: 'stamp' })

type Row = readonly [no: number, amount: number | null, stamp: number, moment?: string | undefined, rank?: number]

describe.each(engines)('facts that go by windows ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine, engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())
  beforeEach(async () => {
    await world.source('DROP TABLE IF EXISTS sale_fact')
    for (const table of ['sale', 'etl_watermark', 'etl_miss'])
      await world.execute(`DELETE FROM ${table}`).catch(() => undefined)
  })

  const fill = (...rows: readonly Row[]) =>
    world.fill(
      'sale',
      `no integer, amount integer, stamp integer, moment ${engine.name === 'mysql' ? 'datetime(6)' : 'timestamp'}, rank integer`,
      rows.map(([no, amount, stamp, moment = '2024-01-01 00:00:00', rank = null]) => [no, amount, stamp, moment, rank]),
    )
  const load = async (fact: FactShape, options: Parameters<World['load']>[1] = {}) => {
    const { status, counts, error } = await world.load(fact, options)
    const effects = Object.entries(counts).filter(([, amount]) => amount !== 0)
    return status === 'done' ? effects.map(([name, amount]) => `${name} ${amount}`).join(', ') : error
  }
  const rows = (fact = incremental) => world.rows(fact.table, 'no, amount')
  const watermark = async () =>
    (await world.query("SELECT read_to FROM etl_watermark WHERE unit = 'sale'")).map(([to]) => String(to))
  const runs = () => world.rows(incremental.table, 'no, inserted_run, updated_run')

  it('the first load reads all, the next ones the rows beyond the last number alone', async () => {
    await fill([1, 10, 5], [2, 20, 7])
    expect(await load(incremental)).toBe('read 2, new 2')
    expect(await watermark()).toEqual(['8'])
    // 7 is read, 8 is not: the next row may be 8. A row behind the watermark is not seen, a row gone from the source stays.
    await fill([2, 99, 7], [3, 30, 8], [4, 40, 9])
    expect(await load(incremental)).toBe('read 2, new 2')
    expect(await rows()).toEqual(['1 | 10', '2 | 20', '3 | 30', '4 | 40'])
    expect(await watermark()).toEqual(['10'])
  })

  it('a window without rows leaves the watermark, also the first', async () => {
    await fill()
    expect(await load(incremental)).toBe('')
    expect(await watermark()).toEqual([])
    await fill([1, 10, 5])
    expect(await load(incremental)).toBe('read 1, new 1')
    expect(await load(incremental)).toBe('')
    expect(await watermark()).toEqual(['6'])
  })

  it('a row changed within the lookback is replaced, an equal one is not written; who inserted it stays', async () => {
    const fact = sale({ mode: 'incremental', by: 'stamp', lookback: 3 })
    await fill([1, 10, 5], [2, 20, 6], [3, null, 7])
    await load(fact)
    const before = await runs()
    await fill([1, 11, 4], [2, 22, 5], [3, null, 7], [4, null, 8])
    expect(await load(fact)).toBe('read 3, new 1, overwritten 1, unchanged 1')
    expect(await rows()).toEqual(['1 | 10', '2 | 22', '3 | -', '4 | -'])
    const after = await runs()
    expect(after[0]).toBe(before[0])
    expect(after[2]).toBe(before[2])
    expect(after[1]?.split(' | ')[1]).toBe(before[1]?.split(' | ')[1])
    expect(Number(after[1]?.split(' | ')[2])).toBeGreaterThan(Number(before[1]?.split(' | ')[2]))
    expect(await load(fact)).toBe('read 2, unchanged 2')
    expect(await runs()).toEqual(after)
  })

  it('rows of one grain in a window: the last by order, equal ones once, those that differ to quarantine', async () => {
    const fact = sale({ mode: 'incremental', by: 'stamp' }, { order: ['rank'] })
    await fill([1, 10, 1])
    await load(fact)
    await fill([2, 20, 2, undefined, 1], [2, 21, 2, undefined, 2], [3, 30, 2], [3, 30, 2], [1, 97, 2], [1, 98, 2])
    expect(await load(fact)).toBe('read 6, new 2, duplicate 1, superseded 1, rejected 2')
    expect(await rows()).toEqual(['1 | 10', '2 | 21', '3 | 30'])
    expect(await world.rejects('sale')).toHaveLength(2)
  })

  it('rows of one grain without order, over several batches', async () => {
    await fill([1, 10, 1])
    await load(incremental)
    await fill([2, 20, 2], [3, 30, 2], [2, 20, 2], [4, 40, 2], [3, 31, 2])
    expect(await load(incremental, { batchRows: 1 })).toBe('read 5, new 2, duplicate 1, rejected 2')
    expect(await rows()).toEqual(['1 | 10', '2 | 20', '4 | 40'])
  })

  it('append inserts alone: what is there already with other values is rejected', async () => {
    await fill([1, 10, 5], [2, 20, 6])
    expect(await load(append)).toBe('read 2, new 2')
    await fill([1, 10, 7], [2, 22, 7], [3, 30, 7])
    expect(await load(append)).toBe('read 3, new 1, unchanged 1, rejected 1')
    expect(await rows(append)).toEqual(['1 | 10', '2 | 20', '3 | 30'])
    expect(await world.rejects('sale')).toEqual([expect.stringMatching(/^duplicate \| no=2 \| .*"amount":22/)])
  })

  it('--full-refresh builds the fact anew, guarded like a rebuild', async () => {
    await fill(...Array.from({ length: 10 }, (_, at): Row => [at, at, at]))
    await load(incremental)
    await fill([0, 99, 0], ...Array.from({ length: 7 }, (_, at): Row => [at + 1, at, at]))
    expect(await load(incremental, { fullRefresh: true })).toBe('read 8, new 8')
    expect(await watermark()).toEqual(['7'])
    expect(await rows()).toHaveLength(8)
    await fill([0, 99, 0])
    expect(await load(incremental, { fullRefresh: true })).toMatchObject({ code: 'shrunken' })
    expect(await rows()).toHaveLength(8)
    expect(await watermark()).toEqual(['7'])
    expect(await load(incremental, { fullRefresh: true, acceptShrink: true })).toBe('read 1, new 1')
    expect(await rows()).toEqual(['0 | 99'])
  })

  it('too many rejects publish nothing and leave the watermark', async () => {
    const fact = sale({ mode: 'incremental', by: 'stamp' }, { rejects: { warn: 0, fail: 0.1 } })
    await fill([1, 10, 1])
    await load(fact)
    await fill([2, 20, 2], [3, 30, 3], [3, 31, 3])
    expect(await load(fact)).toMatchObject({ code: 'too-many-rejects' })
    expect(await rows()).toEqual(['1 | 10'])
    expect(await watermark()).toEqual(['2'])
  })

  it('another kind of column than the watermark was of is refused', async () => {
    await fill([1, 10, 1])
    await load(incremental)
    const fact = sale({ mode: 'incremental', by: 'moment' })
    expect(await load(fact)).toMatchObject({ code: 'watermark-differs' })
    expect(await load(fact, { fullRefresh: true })).toBe('read 1, new 1')
    expect(await load(incremental)).toMatchObject({ code: 'watermark-differs' })
  })

  describe('by a time', () => {
    const clock = async () => String((await world.query(world.warehouse.dialect.now))[0]?.[0])
    const ago = (secondsAgo: number, from: string) =>
      new Date(Date.parse(`${from.slice(0, 19).replace(' ', 'T')}Z`) - secondsAgo * 1000)
        .toISOString()
        .slice(0, 19)
        .replace('T', ' ')

    it("reads up to the source's clock, less settle, and again from the last end less ten minutes", async () => {
      const now = await clock()
      const fact = sale({ mode: 'incremental', by: 'moment', settle: '1 hour' })
      await fill([1, 10, 0, '1999-01-01 00:00:00'], [2, 20, 0, ago(3660, now)], [3, 30, 0, ago(3000, now)])
      expect(await load(fact)).toBe('read 2, new 2')
      const [first = ''] = await watermark()
      expect(first >= ago(3601, now) && first < ago(3000, now)).toBe(true)
      expect(first).toHaveLength(26)
      // 12 minutes before the end is behind the window, 8 minutes before it is within.
      await fill([1, 11, 0, ago(12 * 60, first)], [2, 22, 0, ago(8 * 60, first)], [4, 40, 0, ago(-86_400, now)])
      expect(await load(fact)).toBe('read 1, overwritten 1')
      expect(await rows()).toEqual(['1 | 10', '2 | 22'])
    })

    it('lookback as declared; append has none', async () => {
      const now = await clock()
      const fact = sale({ mode: 'incremental', by: 'moment', lookback: '1 day' })
      await fill([1, 10, 0, ago(86_400 * 2, now)])
      await load(fact)
      await fill([2, 20, 0, ago(86_000, now)], [3, 30, 0, ago(90_000, now)])
      expect(await load(fact)).toBe('read 1, new 1')
      await world.execute('DELETE FROM etl_watermark')
      const appended = sale({ mode: 'append', by: 'moment' })
      expect(await load(appended)).toBe('read 2, new 2')
      await fill([4, 40, 0, ago(5, now)])
      expect(await load(appended)).toBe('')
    })

    it('a window without rows leaves the watermark', async () => {
      const fact = sale({ mode: 'incremental', by: 'moment' })
      await fill([1, 10, 0, '1999-01-01 00:00:00'])
      await load(fact)
      const before = await watermark()
      expect(before).toHaveLength(1)
      expect(await load(fact)).toBe('')
      expect(await watermark()).toEqual(before)
      await world.execute('DELETE FROM etl_watermark')
      await fill()
      expect(await load(fact, { acceptShrink: true })).toBe('')
      expect(await watermark()).toEqual([])
    })

    it('a clock behind the watermark reads nothing and moves it nowhere', async () => {
      await fill([1, 10, 0, '1999-01-01 00:00:00'])
      const fact = sale({ mode: 'incremental', by: 'moment' })
      await load(fact)
      await world.execute("UPDATE etl_watermark SET read_to = '9000-01-01 00:00:00.000000'")
      expect(await load(fact)).toBe('')
      expect(await watermark()).toEqual(['9000-01-01 00:00:00.000000'])
    })

    it('in the zone of the source', async () => {
      const now = await clock()
      const zone = 'Asia/Tokyo'
      const fact = sale({ mode: 'incremental', by: 'moment' }, { source: { ...byTime, zone } })
      // Tokyo's clocks show nine hours more: what they show a minute ago is within the window, what they show in an hour is not.
      await fill([1, 10, 0, ago(-9 * 3600 + 60, now)], [2, 20, 0, ago(-10 * 3600, now)])
      expect(await load(fact)).toBe('read 1, new 1')
      const [last = ''] = await watermark()
      expect(Math.abs(Date.parse(last) - Date.parse(now))).toBeLessThan(600_000)
    })
  })

  it('a column that is a date at the database cannot tell a window', async () => {
    await fill([1, 10, 1])
    const source = {
      ...byTime,
      sql: sql`SELECT no, amount, stamp, CAST(moment AS date) AS moment, rank FROM sale WHERE moment >= ${period.from} AND moment < ${period.to}`,
    }
    expect(await load(sale({ mode: 'incremental', by: 'moment' }, { source }))).toMatchObject({
      code: 'source-differs',
      message: expect.stringContaining('moment, by which the source is read, is declared as timestamp and is'),
    })
  })

  it('nothing is left beside the tables', async () => {
    await using session = await world.warehouse.connect()
    expect(await session.tablesLike('sale__')).toEqual([])
  })
})
