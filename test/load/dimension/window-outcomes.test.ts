import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { dropTables, prepareUnit } from '../../../loader/load/index.ts'
import { period, sql } from '../../../loader/model/index.ts'
import { degenerate, integer, reference, type Table, timestamp } from '../../../loader/schema/index.ts'
import { inMemory } from '../../servers/in-memory.ts'
import { drawFact, drawLookup } from '../world/shapes.ts'
import type { World } from '../world/world.ts'
import { byTime, type MemberWorld, makeMemberWorld, member } from './member-world.ts'

// Of a dimension that goes by windows, what no engine does otherwise.

let shop: MemberWorld
let world: World
beforeAll(async () => {
  shop = await makeMemberWorld(inMemory)
  world = shop.world
})
afterAll(() => shop[Symbol.asyncDispose]())
beforeEach(() => shop.clear())

const fill: MemberWorld['fill'] = (...given) => shop.fill(...given)
const load: MemberWorld['load'] = (...given) => shop.load(...given)
const versions = () => shop.versions()
const watermark = () => shop.watermark()

it('a window without rows leaves the watermark, also the first', async () => {
  await fill()
  expect(await load()).toBe('')
  expect(await watermark()).toEqual([])
  await fill([1, 'A', '2020-01-01', 5])
  expect(await load()).toBe('read 1, new 1')
  expect(await load()).toBe('')
  expect(await watermark()).toEqual(['6'])
})

it('what is refused publishes nothing and leaves the watermark', async () => {
  const strict = member({}, { rejects: { warn: 0, fail: 0.1 } })
  await fill([1, 'A', '2020-01-01', 1])
  await load(strict)
  await fill([1, 'A2', '2021-01-01', 2], [2, 'far too long', '2021-01-01', 3])
  expect(await load(strict)).toMatchObject({ code: 'too-many-rejects' })
  expect(await versions()).toEqual(['1 | 2020-01-01 | open | A | true'])
  expect(await watermark()).toEqual(['2'])
  expect(await load(member({ by: 'moment' }))).toMatchObject({
    code: 'watermark-differs',
    message: expect.stringContaining('--run_dimensions --full-refresh --select member'),
  })
})

it('is proved without reading; its watermark goes with its table', async () => {
  const context = {
    warehouse: world.warehouse,
    source: async () => world.origin,
    signal: new AbortController().signal,
  }
  await fill([1, 'A', '2020-01-01', 1])
  await load()
  await prepareUnit(member(), context)
  const { sql: _, ...cut } = byTime
  const source = {
    ...cut,
    sql: sql`SELECT id, name, since, stamp, CAST(moment AS date) AS moment FROM member WHERE moment >= ${period.from} AND moment < ${period.to}`,
  }
  await expect(prepareUnit(member({ by: 'moment' }, { source }), context)).rejects.toMatchObject({
    code: 'source-differs',
    message: expect.stringContaining('moment, by which the source is read, is declared as timestamp and is'),
  })
  expect(await watermark()).toEqual(['2'])
  await dropTables([member()], world)
  expect(await watermark()).toEqual([])
  expect(await load()).toBe('read 1, new 1')
})

it('facts whose rows of before it has changed are warned of', async () => {
  await fill([1, 'A', '2020-01-01', 1], [2, 'B', '2020-01-01', 1])
  await load()
  const sale = drawFact('sold', {
    columns: { no: degenerate(integer()), member_key: reference(member().table as Table) },
    grain: ['no'],
    source: {
      from: 'shop',
      columns: { no: integer(), id: integer(), moment: timestamp() },
      sql: sql`SELECT no, id, moment FROM sold WHERE moment >= ${period.from} AND moment < ${period.to}`,
    },
    refresh: { mode: 'incremental', by: 'moment' },
    lookups: { member_key: drawLookup(member(), { asOf: 'moment' }) },
  })
  await world.fill('sold', 'no integer, id integer, moment timestamp', [[1, 1, '2024-05-01 00:00:00']])
  expect((await world.load(sale)).status).toBe('done')
  await fill([1, 'A2', '2022-01-01', 2])
  expect((await world.load(member(), { at: '2024-07-01', facts: [sale] })).notes.behind).toEqual({ sold: 1 })
})
