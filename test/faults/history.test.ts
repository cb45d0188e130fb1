import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { degenerate, integer, nullable, reference, type Table, timestamp, varchar } from '../../loader/schema/index.ts'
import { play } from '../../loader/testing/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../load/world/shapes.ts'
import { makeWorld, type World } from '../load/world/world.ts'
import { engines, type TestDatabase } from '../servers/index.ts'
import { histories } from './histories.ts'

describe.each(engines)('history, each load run twice ($name)', (engine) => {
  let world: World
  let database: TestDatabase
  beforeAll(async () => {
    world = await makeWorld(engine)
    database = await engine.database()
  })
  afterAll(async () => {
    await database[Symbol.asyncDispose]()
    await world[Symbol.asyncDispose]()
  })

  it.each(histories)('FAULTS $name', async ({ unit, drawn }) => {
    await play([unit], drawn, { warehouse: database.url, again: true })
    await using warehouse = await openEngine(database.url)
    await using session = await warehouse.connect()
    expect(await broken(unit.name, (sql) => session.query(sql))).toEqual([])
  })

  /** Versions that overlap, are empty, or are current beside another. */
  const broken = (table: string, query: World['query'] = world.query) =>
    query(
      `SELECT a.id, a.version, b.version FROM ${table} a JOIN ${table} b ON a.id = b.id AND a.${table}_key <> b.${table}_key ` +
        `WHERE a.valid_from >= a.valid_to OR (a.valid_from < b.valid_to AND b.valid_from < a.valid_to) OR (a.is_current AND b.is_current)`,
    )

  it('FAULTS 30: a late change is put between two versions, and a rebuilt fact finds it by itself', async () => {
    const members = drawDimension('late', {
      effectiveFrom: 'since',
      source: drawSource('late', { id: integer(), name: varchar(10), city: nullable(varchar(10)), since: timestamp() }),
    })
    const sales = drawFact('late_sale', {
      columns: { no: degenerate(integer()), late_key: reference(members.table as Table) },
      grain: ['no'],
      source: drawSource('late_sale', { no: integer(), id: integer(), sold_at: timestamp() }),
      lookups: { late_key: drawLookup(members, { asOf: 'sold_at' }) },
    })
    const columns = 'id VARCHAR, name VARCHAR, city VARCHAR, since VARCHAR'
    const found = async () => {
      const outcome = await world.load(sales)
      expect(outcome.error).toBeUndefined()
      const rows = await world.query(
        'SELECT f.no, d.name FROM late_sale f JOIN late d ON d.late_key = f.late_key ORDER BY f.no',
      )
      return rows.map(([no, name]) => `${no} ${name}`)
    }
    await world.fill('late_sale', 'no INTEGER, id INTEGER, sold_at VARCHAR', [
      [1, 1, '2020-01-15'],
      [2, 1, '2020-02-14 23:59:59.999999'],
      [3, 1, '2020-02-15'],
      [4, 1, '2020-03-15'],
    ])
    await world.fill('late', columns, [
      ['1', 'A', null, '2020-01-01'],
      ['1', 'C', null, '2020-03-01'],
    ])
    await world.load(members, { at: '2020-06-01' })
    expect(await found()).toEqual(['1 A', '2 A', '3 A', '4 C'])
    await world.fill('late', columns, [['1', 'B', null, '2020-02-15']])
    const { counts, notes } = await world.load(members, { at: '2020-07-01' })
    expect([counts.version, notes.spliced]).toEqual([1, 1])
    expect(await broken('late')).toEqual([])
    expect(await found()).toEqual(['1 A', '2 A', '3 B', '4 C'])
  })
})
