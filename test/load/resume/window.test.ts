import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { period, sql } from '../../../loader/model/index.ts'
import { degenerate, integer, measure, reference, type Table, varchar } from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { makeResumeWorld, type ResumeWorld } from './resume-world.ts'

const member = drawDimension('member', {
  keep: 'nothing',
  attributes: { name: 'type1', city: 'type1' },
  source: drawSource('member', { id: integer(), name: varchar(10), city: varchar(10) }),
})
const sale = drawFact('sale_fact', {
  columns: { no: degenerate(integer()), member_key: reference(member.table as Table), amount: measure(integer()) },
  grain: ['no'],
  source: {
    from: 'shop',
    columns: { shop: varchar(5), no: integer(), member: integer(), amount: integer(), stamp: integer() },
    sql: sql`SELECT shop, no, member, amount, stamp FROM sale WHERE stamp >= ${period.from} AND stamp < ${period.to}`,
    partition: ['shop', 'no'],
  },
  refresh: { mode: 'incremental', by: 'stamp', lookback: 3 },
  lookups: { member_key: drawLookup(member, { on: { id: 'member' } }) },
})

type Row = readonly [no: number, member: number, amount: number, stamp: number]
const dayOne: readonly Row[] = Array.from({ length: 12 }, (_, no) => [no, no % 4, no, no])
/** Changed, unchanged, new and rejected rows; a row of day one that missed and is in the window again, another that is not. */
const dayTwo: readonly Row[] = [
  ...dayOne.map(([no, id, amount, stamp]): Row => (no === 10 ? [no, id, 99, stamp] : [no, id, amount, stamp])),
  ...Array.from({ length: 9 }, (_, at): Row => [20 + at, at % 6, at, 20 + at]),
  [25, 5, 5, 30],
  [26, 0, 77, 30],
]
/** It comes when the load was interrupted: beyond its window. */
const dayThree: Row = [40, 0, 40, 40]

describe.each(engines)('a window whose load was interrupted goes on ($name)', (engine) => {
  let own: ResumeWorld
  beforeAll(async () => {
    own = await makeResumeWorld(engine)
  })
  afterAll(() => own[Symbol.asyncDispose]())

  const fill = (rows: readonly Row[]) =>
    own.world.fill(
      'sale',
      'shop varchar(5), no integer, member integer, amount integer, stamp integer',
      rows.map(([no, ...rest]) => [no % 2 === 0 ? 'north' : 'south', no, ...rest]),
    )
  const fillMembers = (count: number) =>
    own.world.fill(
      'member',
      'id integer, name varchar(10), city varchar(10)',
      Array.from({ length: count }, (_, id) => [id, 'a', 'b']),
    )
  /** As if nothing had ever been loaded, then day one, and the members of day two. */
  const begin = async () => {
    for (const table of ['sale_fact', 'member WHERE member_key > 0', 'etl_watermark', 'etl_miss', 'etl_unit_run'])
      await own.world.execute(`DELETE FROM ${table}`).catch(() => undefined)
    await fillMembers(2)
    await fill(dayOne)
    expect(await own.load(member)).toMatchObject({ status: 'done' })
    expect(await own.load(sale)).toMatchObject({ status: 'done' })
    await fillMembers(3)
    expect(await own.load(member)).toMatchObject({ status: 'done' })
    await fill(dayTwo)
  }
  const told = async () => ({
    rows: await own.world.query(
      'SELECT f.no, f.amount, COALESCE(m.id, m.member_key) FROM sale_fact f JOIN member m ON m.member_key = f.member_key ORDER BY f.no',
    ),
    watermark: await own.world.query('SELECT read_to FROM etl_watermark'),
    misses: await own.world.query(
      'SELECT DISTINCT role, natural_key, grain FROM etl_miss WHERE NOT pending ORDER BY grain',
    ),
    rejects: await own.rejects('sale_fact'),
  })

  test('behind each batch of window and mending, behind each step; what comes meanwhile is of the next window', async () => {
    await begin()
    const clean = await own.load(sale)
    const expected = await told()
    expect(clean).toMatchObject({
      status: 'done',
      counts: { overwritten: 3, unchanged: 4, new: 8, duplicate: 1, rejected: 2 },
    })
    expect(expected.watermark).toEqual([['31']])
    for (const nth of engine.name === 'duckdb' ? [1, 3, 5] : [4]) {
      await begin()
      const death = { statement: /insert into .etl_batch/i, nth }
      const killed = await own.load(sale, { death })
      expect({ nth, status: killed.status }).toEqual({ nth, status: 'failed' })
      await fill([...dayTwo, dayThree])
      const again = await own.load(sale)
      expect({ nth, ...again.notes.resumed }).toMatchObject({ nth, read: expect.any(Number) })
      expect({ nth, ...again.counts }).toEqual({ nth, ...clean.counts })
      expect({ nth, ...again.notes.misses['member_key'] }).toEqual({ nth, ...clean.notes.misses['member_key'] })
      expect({ nth, read: again.rowsRead }).toEqual({ nth, read: clean.rowsRead - (again.notes.resumed?.read ?? 0) })
      expect({ nth, ...(await told()) }).toEqual({ nth, ...expected })
      // With it a row whose grain was in conflict.
      expect(await own.load(sale)).toMatchObject({ status: 'done', counts: { new: 2 } })
    }
  })
})
