import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { period, sql } from '../../../loader/model/index.ts'
import { engines } from '../../servers/index.ts'
import { byTime, makeSaleWorld, type SaleWorld, sale } from './sale-world.ts'

describe.each(engines)('facts that go by a time ($name)', (engine) => {
  let shop: SaleWorld
  beforeAll(async () => {
    shop = await makeSaleWorld(engine)
  })
  afterAll(() => shop[Symbol.asyncDispose]())
  beforeEach(() => shop.clear())

  const fill: SaleWorld['fill'] = (...given) => shop.fill(...given)
  const load: SaleWorld['load'] = (...given) => shop.load(...given)
  const rows = () => shop.rows()
  const watermark = () => shop.watermark()

  const clock = async () => String((await shop.world.query(shop.world.warehouse.dialect.now))[0]?.[0])
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
    await shop.world.execute('DELETE FROM etl_watermark')
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
    await shop.world.execute('DELETE FROM etl_watermark')
    await fill()
    expect(await load(fact, { acceptShrink: true })).toBe('')
    expect(await watermark()).toEqual([])
  })

  it('a clock behind the watermark reads nothing and moves it nowhere', async () => {
    await fill([1, 10, 0, '1999-01-01 00:00:00'])
    const fact = sale({ mode: 'incremental', by: 'moment' })
    await load(fact)
    await shop.world.execute("UPDATE etl_watermark SET read_to = '9000-01-01 00:00:00.000000'")
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
  it("a column that the source keeps as a moment, with the engine's own bounds", async () => {
    const type = engine.name === 'mysql' ? 'timestamp(6) NULL' : 'timestamptz'
    await shop.world.source(
      'DROP TABLE IF EXISTS sale',
      `CREATE TABLE sale (no integer, amount integer, stamp integer, moment ${type}, rank integer)`,
      "INSERT INTO sale VALUES (1, 10, 0, '2001-01-01 00:00:00', NULL), (2, 20, 0, '2037-01-01 00:00:00', NULL)",
    )
    const fact = sale({ mode: 'incremental', by: 'moment' })
    expect(await load(fact)).toBe('read 1, new 1')
    await shop.world.execute("UPDATE etl_watermark SET read_to = '2000-12-31 23:00:00.000000'")
    await shop.world.source('UPDATE sale SET amount = 11')
    expect(await load(fact)).toBe('read 1, overwritten 1')
    expect(await rows()).toEqual(['1 | 11'])
  })

  it('a query that cannot be read as a table is refused before anything is read', async () => {
    await fill([1, 10, 1])
    const source = {
      ...byTime,
      sql: sql`SELECT no, amount, stamp, moment, rank FROM sale WHERE moment >= ${period.from} AND moment < ${period.to};`,
    }
    expect(await load(sale({ mode: 'incremental', by: 'moment' }, { source }))).toMatchObject({
      code: 'source-differs',
      message: expect.stringContaining('cannot be read as a table, which a load by windows does:'),
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
})
