import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Engine } from '../../../loader/engine/index.ts'
import { period, sql } from '../../../loader/model/index.ts'
import { bigint, date, inferred, integer, natural, varchar } from '../../../loader/schema/index.ts'
import { drawDimension } from '../world/shapes.ts'
import { ways } from '../world/ways.ts'
import type { World } from '../world/world.ts'
import { inferringSale, type MemberWorld, makeMemberWorld, member, memberShape, type Row } from './member-world.ts'
import { afterReading, readThrough } from './read-through.ts'

describe.each(ways('duckdb'))('members of a window ($way)', (engine) => {
  let shop: MemberWorld
  let world: World
  beforeAll(async () => {
    shop = await makeMemberWorld(engine)
    world = shop.world
  })
  afterAll(() => shop[Symbol.asyncDispose]())
  beforeEach(() => shop.clear())

  const fill: MemberWorld['fill'] = (...given) => shop.fill(...given)
  const load: MemberWorld['load'] = (...given) => shop.load(...given)
  const versions = () => shop.versions()

  it('a table that has lost its members, or holds inferred ones alone, is read from the beginning; they are filled', async () => {
    const dimension = member({}, { columns: { ...memberShape, ...inferred() } })
    const { table } = dimension
    const sale = inferringSale(dimension)
    await world.fill('sale', 'no integer, id integer', [[1, 2]])
    await fill([1, 'A', '2020-01-01', 1], [2, 'B', '2020-01-01', 2])
    await load(dimension)
    const key = async () => await world.rows(table, 'member_key id is_inferred', 'id = 2')
    for (const statement of ['DELETE FROM member WHERE member_key > 0', 'DROP TABLE member']) {
      await world.execute(statement)
      expect((await world.load(sale)).notes.inferred).toBe(1)
      const made = await key()
      expect(await load(dimension)).toBe('read 2, new 1, overwritten 1')
      expect(await key()).toEqual(made.map((row) => row.replace('true', 'false')))
    }
  })

  it('a key of every kind that can be found finds its member again, and of the table its rows alone are read', async () => {
    const key = { word: varchar(10), big: bigint(), day: date() }
    const parts = { word: natural(key.word), big: natural(key.big), day: natural(key.day) } as never
    const dimension = drawDimension('thing', {
      columns: { ...(parts as object), name: varchar(10) },
      attributes: { name: 'type2' },
      source: {
        from: 'shop',
        columns: { ...key, name: varchar(10), stamp: integer() },
        sql: sql`SELECT word, big, day, name, stamp FROM thing WHERE stamp >= ${period.from} AND stamp < ${period.to}`,
      },
      read: { mode: 'incremental', by: 'stamp' },
    })
    const things = (...rows: readonly (readonly [string, string, string, string, number])[]) =>
      world.fill('thing', 'word varchar(20), big bigint, day date, name varchar(10), stamp integer', rows)
    await things(
      ['a', '9223372036854775807', '2020-01-01', 'A', 1],
      ['a', '9223372036854775806', '2020-01-01', 'B', 1],
      ['A', '9223372036854775807', '2020-01-01', 'C', 1],
      ['a ', '9223372036854775807', '2020-01-01', 'D', 1],
      ["o'b", '-1', '2020-01-02', 'E', 1],
    )
    await world.load(dimension, { at: '2021-01-01' })
    await things(['a', '9223372036854775807', '2020-01-01', 'A2', 2], ["o'b", '-1', '2020-01-02', 'E2', 2])
    const read: number[] = []
    const warehouse = countingRows(world.warehouse, 'thing', read)
    const { counts, error } = await world.load(dimension, { at: '2022-01-01', warehouse })
    expect(error).toBeUndefined()
    expect(counts).toMatchObject({ read: 2, version: 2, new: 0 })
    // Beyond memory a window is not small: the merge reads the table, and the window's rows with it.
    expect(read.reduce((sum, rows) => sum + rows, 0)).toBe(engine.lookupMemory === undefined ? 2 : 7)
    expect(await world.rows(dimension.table, 'word big day name', 'is_current = TRUE AND thing_key > 0')).toEqual([
      'A | 9223372036854775807 | 2020-01-01 | C',
      'a | 9223372036854775806 | 2020-01-01 | B',
      'a | 9223372036854775807 | 2020-01-01 | A2',
      'a  | 9223372036854775807 | 2020-01-01 | D',
      "o'b | -1 | 2020-01-02 | E2",
    ])
  })

  it.skipIf(engine.lookupMemory !== undefined)('more members in a window than one query asks for', async () => {
    const rows = (name: string, stamp: number) =>
      Array.from({ length: 1001 }, (_, id): Row => [id, name, `202${stamp}-01-01`, stamp])
    await fill(...rows('A', 0))
    await load()
    await fill(...rows('B', 1))
    expect(await load()).toBe('read 1001, version 1001')
    expect(await load()).toBe('')
  })

  it('members that others make while it reads are met', async () => {
    const dimension = member({}, { columns: { ...memberShape, ...inferred() } })
    await fill([1, 'A', '2020-01-01', 1])
    await load(dimension)
    await fill([1, 'A2', '2021-01-01', 2], [2, 'B', '2020-01-01', 2])
    await world.fill('sale', 'no integer, id integer', [[1, 2]])
    const sale = inferringSale(dimension)
    let times = 0
    const warehouse = afterReading(world.warehouse, 'member', async () => {
      times += 1
      if (times === 1) expect((await world.load(sale)).notes.inferred).toBe(1)
    })
    expect(await load(dimension, { warehouse })).toBe('read 2, version 1, overwritten 1')
    expect(times).toBe(2)
    expect(await versions()).toHaveLength(3)
  })
})

/** The engine, but that the rows which are streamed from the table are counted. */
function countingRows(engine: Engine, table: string, counted: number[]): Engine {
  return readThrough(engine, async function* (sql, rows) {
    for await (const batch of rows) {
      if (sql.includes(table)) counted.push(batch.length)
      yield batch
    }
  })
}
