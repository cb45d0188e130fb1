import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { type DimensionShape, latest } from '../../loader/model/index.ts'
import {
  type Columns,
  degenerate,
  integer,
  natural,
  nullable,
  reference,
  type Table,
  varchar,
} from '../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../load/world/shapes.ts'
import { makeWorld, type World } from '../load/world/world.ts'
import { describeOwnMariadb } from '../servers/describe-mysql.ts'
import { engines, mysqlDatabase, type PrivateServer, startMariadb } from '../servers/index.ts'

/** A fact with one role, and the names that its rows find. */
async function lookedUp(world: World, fact: string, members: DimensionShape, columns: Columns, on: readonly string[]) {
  const key = `${members.name}_key`
  const unit = drawFact(fact, {
    columns: { no: degenerate(integer()), [key]: reference(members.table as Table) },
    grain: ['no'],
    source: drawSource(fact, { no: integer(), ...columns }),
    lookups: { [key]: drawLookup(members, { on: Object.fromEntries(on.map((name) => [name, name])) }) },
  })
  const outcome = await world.load(unit)
  if (outcome.status !== 'done') return outcome
  const rows = await world.query(
    `SELECT d.name FROM ${fact} f JOIN ${members.name} d ON d.${key} = f.${key} ORDER BY f.no`,
  )
  return rows.map(([name]) => name)
}

describe.each(engines)('keys ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it('FAULTS 21, 22: parts of a key that join to the same text are members apart, found apart; a NULL part is a miss', async () => {
    const parts = [
      ['a', 'bc'],
      ['ab', 'c'],
      ['abc', ''],
      ['', 'abc'],
      ['1', '23'],
      ['12', '3'],
      ['a|b', 'c'],
      ['a', 'b|c'],
      ['1:a', 'b'],
      ['1', ':ab'],
      ['a\0', 'b'],
      ['a', '\0b'],
    ]
    const members = drawDimension('pair', {
      keep: 'nothing',
      attributes: { name: 'type1' },
      columns: { one: natural(varchar(9)), two: natural(varchar(9)), name: varchar(9) },
      source: drawSource('pair', { one: nullable(varchar(9)), two: nullable(varchar(9)), name: varchar(9) }),
    })
    const named = [
      ...parts.map(([one = '', two = ''], at) => [one, two, `m${at}`]),
      ['a', null, 'half'],
      [null, null, 'none'],
    ]
    await world.fill('pair', 'one VARCHAR, two VARCHAR, name VARCHAR', named)
    expect((await world.load(members)).counts).toMatchObject({ read: 14, new: 12, rejected: 2 })
    expect((await world.load(members)).counts).toMatchObject({ read: 14, new: 0, unchanged: 12, rejected: 2 })
    expect((await world.rejects('pair')).map((line) => line.split(' ')[0])).toEqual(['null-key', 'null-key'])
    await world.fill(
      'pair_fact',
      'no INTEGER, one VARCHAR, two VARCHAR',
      named.map(([one = null, two = null], no) => [no, one, two]),
    )
    const columns = { one: nullable(varchar(9)), two: nullable(varchar(9)) }
    expect(await lookedUp(world, 'pair_fact', members, columns, ['one', 'two'])).toEqual([
      ...parts.map((_, at) => `m${at}`),
      'Unknown',
      'Not appli',
    ])
  })

  it('FAULTS 22: (1, 23) and (12, 3) as numbers are members apart, found apart', async () => {
    const members = drawDimension('numbers', {
      keep: 'nothing',
      attributes: { name: 'type1' },
      columns: { one: natural(integer()), two: natural(integer()), name: varchar(9) },
      source: drawSource('numbers', { one: integer(), two: integer(), name: varchar(9) }),
    })
    const rows = [
      [1, 23, 'a'],
      [12, 3, 'b'],
      [-1, 23, 'c'],
      [0, 0, 'd'],
    ] as const
    await world.fill('numbers', 'one INTEGER, two INTEGER, name VARCHAR', rows)
    expect((await world.load(members)).counts).toMatchObject({ new: 4 })
    await world.fill(
      'numbers_fact',
      'no INTEGER, one INTEGER, two INTEGER',
      rows.map(([one, two], no) => [no, one, two]),
    )
    expect(await lookedUp(world, 'numbers_fact', members, { one: integer(), two: integer() }, ['one', 'two'])).toEqual([
      'a',
      'b',
      'c',
      'd',
    ])
  })

  it('FAULTS 43: a reserved member deleted by hand fails the dimension and its facts, which stay as they were', async () => {
    const members = drawDimension('kept', { keep: 'nothing', attributes: { name: 'type1', city: 'type1' } })
    await world.fill('kept', 'id INTEGER, name VARCHAR, city VARCHAR', [[-1, 'minus', null]])
    await world.load(members)
    // A source id of -1 is a member of its own, never Unknown.
    await world.fill('kept_fact', 'no INTEGER, id INTEGER', [
      [1, -1],
      [2, 5],
    ])
    expect(await lookedUp(world, 'kept_fact', members, { id: integer() }, ['id'])).toEqual(['minus', 'Unknown'])
    await world.execute('DELETE FROM kept WHERE kept_key = -3')
    await world.fill('kept_fact', 'no INTEGER, id INTEGER', [
      [1, -1],
      [2, 5],
      [3, 7],
    ])
    await world.fill('kept', 'id INTEGER, name VARCHAR, city VARCHAR', [[-1, 'other', null]])
    const lost = {
      status: 'failed',
      error: { code: 'reserved-member-missing', message: expect.stringMatching(/kept .*-3.*--delete_existing_tables/) },
    }
    expect(await world.load(members)).toMatchObject(lost)
    expect(await lookedUp(world, 'kept_fact', members, { id: integer() }, ['id'])).toMatchObject(lost)
    expect(await world.query('SELECT COUNT(*) FROM kept_fact')).toEqual([
      [expect.toSatisfy((count) => Number(count) === 2)],
    ])
    expect(await world.rows(members.table, 'id, name', 'kept_key > 0')).toEqual(['-1 | minus'])
  })
})

/** Settings of a server that a loader could stumble over, and that sessions of ours must not depend on. */
const adverse = [
  '--auto-increment-increment=2',
  '--auto-increment-offset=2',
  '--innodb-autoinc-lock-mode=2',
  '--default-time-zone=+05:30',
  '--sql-mode=ANSI_QUOTES,NO_BACKSLASH_ESCAPES,PIPES_AS_CONCAT',
  '--character-set-server=latin1',
  '--default-storage-engine=Aria',
  '--transaction-isolation=SERIALIZABLE',
  '--autocommit=0',
  '--completion-type=CHAIN',
  '--local-infile=0',
  '--sql-safe-updates=1',
]

describeOwnMariadb('a server set up otherwise', () => {
  let server: PrivateServer
  beforeAll(async () => {
    server = await startMariadb({ args: adverse })
  })
  afterAll(() => server[Symbol.asyncDispose]())

  it('FAULTS 42: keys follow one another and nothing is changed on the way, whatever its settings', async () => {
    const engine = { name: 'mysql' as const, database: () => mysqlDatabase(server.url) }
    {
      await using database = await engine.database()
      await using own = await openEngine(database.url)
      await using session = await own.connect()
      await session.execute('SET GLOBAL sql_select_limit = 1')
    }
    await using world = await makeWorld(engine, engine)
    const members = drawDimension('member')
    const rows = (first: number, name: string) =>
      Array.from({ length: 5 }, (_, at) => [first + at, name, 'é\\\'"😀'] as const)
    const columns = 'id INTEGER, name VARCHAR(10), city VARCHAR(10) CHARACTER SET utf8mb4, PRIMARY KEY (id)'
    await world.fill('member', columns, rows(1, 'A'))
    expect((await world.load(members, { at: '2020-01-01' })).counts).toMatchObject({ new: 5 })
    await world.fill('member', columns, rows(4, 'B'))
    expect((await world.load(members, { at: '2020-01-02' })).counts).toMatchObject({ new: 3, version: 2 })
    const shown = 'member_key, id, name, city, valid_from'
    const line = (key: number, id: number, name: string, day: number) =>
      `${key} | ${id} | ${name} | é\\'"😀 | 2020-01-0${day} 00:00:00.000000`
    expect((await world.rows(members.table, shown, 'member_key > 0')).toSorted()).toEqual([
      line(1, 1, 'A', 1),
      line(10, 8, 'B', 2),
      line(2, 2, 'A', 1),
      line(3, 3, 'A', 1),
      line(4, 4, 'A', 1),
      line(5, 5, 'A', 1),
      line(6, 4, 'B', 2),
      line(7, 5, 'B', 2),
      line(8, 6, 'B', 2),
      line(9, 7, 'B', 2),
    ])
    const lines = drawFact('line', {
      columns: { no: degenerate(integer()), member_key: reference(members.table as Table) },
      grain: ['no'],
      source: drawSource('line', { no: integer(), id: integer() }),
      lookups: { member_key: drawLookup(members, { asOf: latest }) },
    })
    await world.fill('line', 'no INTEGER, id INTEGER', [
      [1, 8],
      [2, 4],
      [3, 9],
    ])
    for (const _ of [1, 2]) expect((await world.load(lines)).counts).toMatchObject({ read: 3, new: 3 })
    expect(await world.rows(lines.table, 'no, member_key')).toEqual(['1 | 10', '2 | 6', '3 | -1'])
    // What follows a transaction is committed by itself.
    await using one = await world.warehouse.connect()
    await one.transaction(() => one.execute("UPDATE member SET name = 'C' WHERE member_key = 1"))
    await one.execute("UPDATE member SET name = 'D' WHERE member_key = 1")
    expect(await world.rows(members.table, 'name', 'member_key = 1')).toEqual(['D'])
  })
})
