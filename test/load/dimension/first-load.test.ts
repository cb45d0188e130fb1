import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../../loader/engine/index.ts'
import { integer, natural, nullable, timestamp, varchar } from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawDimension, drawSource } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'
import { insertingBeside } from './insert-beside.ts'
import { afterFirstRows, afterReading } from './read-through.ts'

type Row = readonly [id: number | null, name: string, since: string | null]

const columns = { id: nullable(integer()), name: varchar(10), since: nullable(timestamp()) }
const member = drawDimension('member', {
  columns: { id: natural(integer()), name: nullable(varchar(5)) },
  source: drawSource('member', columns),
  attributes: { name: 'type2' },
  effectiveFrom: 'since',
})

/** Several batches of the source: members with one row, with two far apart and side by side, with rows that are equal or contradict each other, and rows that do not fit. */
const mixed: readonly Row[] = [
  ...Array.from({ length: 5000 }, (_, n): Row => [n, `n${n}`.slice(0, 5), '2020-01-01']),
  [7, 'later', '2020-02-01'],
  [8, 'n8', '2020-01-01'],
  [9, 'other', '2020-01-01'],
  [5001, 'toolong', '2020-01-01'],
  [10, 'toolong', '2020-03-01'],
  [5002, 'a', '2020-01-01'],
  [5002, 'b', '2020-01-02'],
  [null, 'n', '2020-01-01'],
  [5003, 'n', null],
]

/** The engine, but that it tells of itself what makes a first load wait until all is read. */
const readingFirst = (engine: Engine): Engine => ({
  dialect: engine.dialect,
  capabilities: { ...engine.capabilities, waitsForRowLocks: false },
  place: engine.place,
  connect: (options) => engine.connect(options),
  [Symbol.asyncDispose]: async () => undefined,
})

describe.each(engines.filter(({ name }) => name !== 'duckdb'))('the first load of a dimension ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine, engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const fill = async (rows: readonly Row[]) => {
    await world.source(
      'DROP TABLE IF EXISTS member',
      'CREATE TABLE member (id INT, name VARCHAR(10), since TIMESTAMP NULL)',
    )
    for (let at = 0; at < rows.length; at += 1000) {
      const cell = (value: unknown) => (value === null ? 'NULL' : typeof value === 'number' ? value : `'${value}'`)
      const values = rows.slice(at, at + 1000).map((row) => `(${row.map(cell).join(', ')})`)
      await world.source(`INSERT INTO member VALUES ${values.join(', ')}`)
    }
  }
  /** What is in the warehouse now, but for keys, and whether keys are right. */
  const result = async () => ({
    versions: await world.rows(member.table, 'id name valid_from valid_to version', 'member_key > 0'),
    keys: await world.query(
      `SELECT COUNT(*) - COUNT(DISTINCT member_key), (SELECT next_key FROM etl_key WHERE table_name = 'member') > MAX(member_key) FROM member`,
    ),
    rejects: (await world.rejects('member')).toSorted(),
  })
  const loaded = async (rows: readonly Row[], options: Parameters<World['load']>[1] = {}) => {
    await world.execute('DROP TABLE IF EXISTS member')
    await fill(rows)
    const { status, error, counts } = await world.load(member, { at: '2021-01-01', ...options })
    return { status, error, counts, ...(await result()) }
  }

  it('while it is read is what it is when all was read before', async () => {
    const before = await loaded(mixed, { warehouse: readingFirst(world.warehouse) })
    expect(before.counts).toMatchObject({ read: 5009, new: 5000, version: 2, duplicate: 1, rejected: 6 })
    expect(await loaded(mixed)).toEqual(before)
  })

  it('of whole histories is given up early, with the same outcome', async () => {
    const histories = Array.from(
      { length: 9000 },
      (_, n): Row => [n >> 1, `n${n}`.slice(-5), `2020-01-0${(n % 2) + 1}`],
    )
    const before = await loaded(histories, { warehouse: readingFirst(world.warehouse) })
    expect(before.counts).toMatchObject({ read: 9000, new: 4500, version: 4500 })
    expect(await loaded(histories)).toEqual(before)
  })

  it('goes on with what was read when its connection is lost', async () => {
    const expected = await loaded(mixed)
    let broken = 0
    const origin = afterFirstRows(world.origin, async () => {
      broken += 1
      await using session = await world.warehouse.connect()
      const [row] = await session.query("SELECT connections FROM etl_lock WHERE unit = 'member' AND lane = 0")
      // The writing one is the last.
      await session.kill(JSON.parse(String(row?.[0])).at(-1))
    })
    expect(await loaded(mixed, { origin })).toEqual(expected)
    expect(broken).toBe(1)
  })

  it('meets members that somebody else inserts meanwhile', async () => {
    await loaded([])
    await fill([
      [1, 'A', '2020-01-01'],
      [2, 'B', '2020-01-01'],
    ])
    const other = insertingBeside(world, 'member', "2, 'B', '2019-01-01', '9999-12-31 23:59:59.999999', true, 1, 1, 1")
    const warehouse = afterReading(world.warehouse, 'member', other.insert)
    const { error, counts } = await world.load(member, { at: '2021-01-01', warehouse })
    expect(error).toBeUndefined()
    expect(counts).toMatchObject({ read: 2, new: 1, unchanged: 1 })
    expect((await result()).versions).toHaveLength(2)
  })

  it('publishes nothing where too much is rejected', async () => {
    const strict = { ...member, rejects: { warn: 0, fail: 0.0001 } }
    await world.execute('DROP TABLE IF EXISTS member')
    await fill(mixed)
    expect(await world.load(strict, { at: '2021-01-01' })).toMatchObject({
      status: 'failed',
      error: { code: 'too-many-rejects' },
    })
    expect((await result()).versions).toEqual([])
  })

  it('refuses keys that do not fit their column', async () => {
    await loaded([])
    await world.execute("UPDATE etl_key SET next_key = 2147483646 WHERE table_name = 'member'")
    await fill(mixed.slice(0, 10))
    expect(await world.load(member, { at: '2021-01-01' })).toMatchObject({
      status: 'failed',
      error: { code: 'keys-used-up' },
    })
    expect((await result()).versions).toEqual([])
    await world.execute("UPDATE etl_key SET next_key = 1 WHERE table_name = 'member'")
  })
})
