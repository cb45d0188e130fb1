import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { engines } from '../../servers/index.ts'
import { makeSaleWorld, type Row, type SaleWorld, sale } from './sale-world.ts'

const incremental = sale({ mode: 'incremental', by: 'stamp' })
const append = sale({ mode: 'append', by: 'stamp' })

describe.each(engines)('facts that go by windows ($name)', (engine) => {
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
  const runs = () => shop.world.rows(incremental.table, 'no, inserted_run, updated_run')

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

  it('a table that somebody emptied or dropped is read from the beginning', async () => {
    await fill([1, 10, 5])
    for (const statement of ['DELETE FROM sale', 'DROP TABLE sale']) {
      await load(incremental)
      await shop.world.execute(statement)
      expect(await load(incremental)).toBe('read 1, new 1')
      expect(await rows()).toEqual(['1 | 10'])
    }
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
    expect(await shop.world.rejects('sale')).toHaveLength(2)
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
    expect(await rows()).toEqual(['1 | 10', '2 | 20', '3 | 30'])
    expect(await shop.world.rejects('sale')).toEqual([expect.stringMatching(/^duplicate \| no=2 \| .*"amount":22/)])
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

  it('nothing is left beside the tables, not even by a load that failed before', async () => {
    await fill([1, 10, 1])
    await load(incremental)
    await fill([2, 20, 2], [2, 21, 2], [3, 30, 2])
    expect(await load(sale({ mode: 'incremental', by: 'stamp' }, { rejects: { warn: 0, fail: 0 } }))).toMatchObject({
      code: 'too-many-rejects',
    })
    expect(await load(incremental)).toBe('read 3, new 1, rejected 2')
    await using session = await shop.world.warehouse.connect()
    expect(await session.tablesLike('sale__')).toEqual([])
  })
})
