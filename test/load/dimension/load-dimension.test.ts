import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DimensionShape } from '../../../loader/model/index.ts'
import { date, integer, natural, varchar } from '../../../loader/schema/index.ts'
import { countWrites, writesSoFar } from '../../stories/rows-written.ts'
import { drawDimension, drawSource } from '../world/shapes.ts'
import { ways } from '../world/ways.ts'
import { makeWorld, type World } from '../world/world.ts'
import { insertingBeside } from './insert-beside.ts'
import { afterReading } from './read-through.ts'

const member = (options: Parameters<typeof drawDimension>[1] = {}): DimensionShape => drawDimension('member', options)

describe.each(ways('duckdb', 'postgres'))('the load of a dimension ($way)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const fill = (...rows: readonly (readonly [id: string | number, name: string, city?: string | null])[]) =>
    world.fill(
      'member',
      'id varchar, name varchar, city varchar',
      rows.map(([id, name, city = null]) => [id, name, city]),
    )
  const fresh = () => world.execute('DROP TABLE IF EXISTS member')
  const tables = async () => {
    await using session = await world.warehouse.connect()
    return await session.tablesLike('member')
  }

  it('unchanged: the engine itself counts not one row written, and no stage is made', async () => {
    await fresh()
    await fill(...Array.from({ length: 500 }, (_, id) => [id, `n${id}`, id % 3 === 0 ? null : 'Troy'] as const))
    expect((await world.load(member(), { at: '2020-01-01' })).counts).toMatchObject({ new: 500 })
    await using session = await world.warehouse.connect()
    await countWrites(engine.name, session)
    const before = await writesSoFar(engine.name, session, ['member'])
    const outcome = await world.load(member(), { at: '2020-01-02' })
    expect(outcome.counts).toMatchObject({ read: 500, unchanged: 500 })
    expect(await writesSoFar(engine.name, session, ['member'])).toBe(before)
    expect(await tables()).toEqual(['member'])

    await fill([1, 'changed'])
    expect((await world.load(member(), { at: '2020-01-03' })).counts).toMatchObject({ version: 1 })
    expect(await writesSoFar(engine.name, session, ['member'])).not.toBe(before)
    expect(await tables()).toEqual(['member'])
  })

  it('only what changed bears the run that changed it', async () => {
    await fresh()
    await fill([1, 'A', 'Troy'], [2, 'B', 'Troy'], [3, 'C', 'Troy'])
    await world.load(member(), { at: '2020-01-01' })
    await fill([1, 'A', 'Troy'], [2, 'B', 'Rome'], [3, 'D', 'Troy'])
    await world.load(member(), { at: '2020-01-02' })
    const rows = await world.rows(member().table, 'id name inserted_run updated_run', 'member_key > 0')
    const [first, second] = [...new Set(rows.flatMap((row) => row.split(' | ').slice(2)).map(Number))].toSorted(
      (a, b) => a - b,
    )
    expect(rows).toEqual([
      `1 | A | ${first} | ${first}`,
      `2 | B | ${first} | ${second}`,
      `3 | C | ${first} | ${second}`,
      `3 | D | ${second} | ${second}`,
    ])
  })

  it('a member that somebody else inserts meanwhile is found, not made twice', async () => {
    await fresh()
    await fill([1, 'A'])
    await world.load(member(), { at: '2020-01-01' })
    await fill([1, 'A'], [2, 'B'], [3, 'C'])
    const other = insertingBeside(
      world,
      'member',
      "2, 'B', NULL, '2019-01-01', '9999-12-31 23:59:59.999999', true, 1, 1, 1",
    )
    const outcome = await world.load(member(), {
      at: '2020-02-01',
      warehouse: afterReading(world.warehouse, 'member', other.insert),
    })
    expect(outcome.error).toBeUndefined()
    expect(other.times).toBe(2)
    expect(outcome.counts).toMatchObject({ read: 3, new: 1, unchanged: 2 })
    expect(await world.rows(member().table, 'id name', 'member_key > 0')).toEqual(['1 | A', '2 | B', '3 | C'])
  })

  it('keys that do not fit the column are refused before a row is written', async () => {
    await fresh()
    await fill([1, 'A'])
    await world.load(member(), { at: '2020-01-01' })
    await world.execute("UPDATE etl_key SET next_key = 2147483647 WHERE table_name = 'member'")
    await fill([1, 'A2'], [2, 'B'], [3, 'C'])
    const outcome = await world.load(member(), { at: '2020-02-01' })
    expect(outcome).toMatchObject({ status: 'failed', error: { code: 'keys-used-up' } })
    expect(await world.rows(member().table, 'id name', 'member_key > 0')).toEqual(['1 | A'])
    await fill([1, 'A'], [2, 'B'])
    expect((await world.load(member(), { at: '2020-02-01' })).error).toBeUndefined()
    expect(await world.rows(member().table, 'member_key id', 'id = 2')).toEqual(['2147483647 | 2'])
    await world.execute("UPDATE etl_key SET next_key = 1000 WHERE table_name = 'member'")
  })

  it('a reserved member that was deleted fails the load', async () => {
    await fresh()
    await fill([1, 'A'])
    await world.load(member())
    await world.execute('DELETE FROM member WHERE member_key = -2')
    const { status, error } = await world.load(member())
    expect(status).toBe('failed')
    expect(error).toMatchObject({
      code: 'reserved-member-missing',
      message: expect.stringMatching(/-2.*check --warehouse --fix/),
    })
  })

  it('a table that a loader had no time to fill gets its reserved members', async () => {
    await fresh()
    await fill([1, 'A'])
    await world.load(member())
    await world.execute('DELETE FROM member')
    expect((await world.load(member())).error).toBeUndefined()
    expect(await world.rows(member().table, 'member_key', 'member_key < 0')).toEqual(['-3', '-2', '-1'])
  })

  it('above rejects.fail nothing is published, and the rejects are kept as lost', async () => {
    await fresh()
    await fill([1, 'A'], [2, 'B'], [3, 'much too long'])
    const limits = { warn: 0, fail: 0.3 }
    const failed = await world.load(member({ rejects: limits }))
    expect(failed).toMatchObject({ status: 'failed', error: { code: 'too-many-rejects' }, warned: false })
    expect(await world.rows(member().table, 'id', 'member_key > 0')).toEqual([])
    expect(await world.rejects('member')).toEqual([
      'type | id=3 | {"id":"3","name":"much too long","city":null} | lost',
    ])
    await fill([1, 'A'], [2, 'B'], [4, 'D'], [3, 'much too long'])
    expect(await world.load(member({ rejects: limits }))).toMatchObject({ status: 'done', warned: true })
    expect(await world.rejects('member')).toEqual(['type | id=3 | {"id":"3","name":"much too long","city":null}'])
  })

  it.each([
    ['with changes', 'B'],
    ['without any', 'A'],
  ])('a cancelled load %s writes nothing and says so', async (_, name) => {
    await fresh()
    await fill([1, 'A'])
    await world.load(member())
    await fill([1, name])
    const stop = new AbortController()
    const cancelling = afterReading(world.warehouse, 'member', async () => stop.abort())
    const outcome = await world.load(member(), { signal: stop.signal, warehouse: cancelling })
    expect(outcome.status).toBe('cancelled')
    expect(await world.rows(member().table, 'id name', 'member_key > 0')).toEqual(['1 | A'])
  })

  it('a smart key comes from the source; keys that contradict each other go to quarantine', async () => {
    await world.execute('DROP TABLE IF EXISTS day')
    const columns = { on_day: natural(date()), name: varchar(10) }
    const days = drawDimension('day', {
      keep: 'nothing',
      attributes: { name: 'type1' },
      columns,
      smartKey: 'day_key',
      source: drawSource('day', { day_key: integer(), on_day: date(), name: varchar(10) }),
    })
    const load = async (...rows: readonly (readonly [number, string, string])[]) => {
      await world.fill('day', 'day_key integer, on_day varchar, name varchar', rows)
      const outcome = await world.load(days)
      expect(outcome.error).toBeUndefined()
      return [outcome.counts, await world.rows(days.table, 'day_key on_day name', 'day_key > 0')] as const
    }
    const [first, rows] = await load(
      [20200101, '2020-01-01', 'one'],
      [20200102, '2020-01-02', 'two'],
      [-1, '2020-01-03', 'low'],
      [0, '2020-01-04', 'nil'],
    )
    expect(first).toMatchObject({ read: 4, new: 2, rejected: 2 })
    expect(rows).toEqual(['20200101 | 2020-01-01 | one', '20200102 | 2020-01-02 | two'])
    const [second, after] = await load(
      [20200101, '2020-01-01', 'ONE'],
      [20200103, '2020-01-02', 'two'],
      [20200104, '2020-01-04', 'four'],
      [20200104, '2020-01-05', 'five'],
      [20200102, '2020-01-06', 'six'],
    )
    expect(second).toMatchObject({ read: 5, overwritten: 1, rejected: 4 })
    expect(after).toEqual(['20200101 | 2020-01-01 | ONE', '20200102 | 2020-01-02 | two'])
  })
})
