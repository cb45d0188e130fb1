import { afterAll, beforeAll, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { latest } from '../../loader/model/index.ts'
import { degenerate, integer, reference, type Table } from '../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../load/world/shapes.ts'
import { makeWorld } from '../load/world/world.ts'
import { describeOwnMariadb } from '../servers/describe-mysql.ts'
import { mysqlDatabase, type PrivateServer, startMariadb } from '../servers/index.ts'

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
      // For people's queries: a load's may take longer.
      await session.execute('SET GLOBAL max_statement_time = 30')
      await using other = await openEngine(database.url)
      await using later = await other.connect()
      expect(await later.query('SELECT @@SESSION.max_statement_time')).toEqual([['0.000000']])
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
