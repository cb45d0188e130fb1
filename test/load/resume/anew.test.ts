import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FactShape, type SourceShape, sql } from '../../../loader/model/index.ts'
import { degenerate, integer, measure, nullable, reference, type Table, varchar } from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { cutOff, makeResumeWorld, type ResumeOptions, type ResumeWorld } from './resume-world.ts'

const member = drawDimension('member', {
  keep: 'nothing',
  attributes: { name: 'type1', city: 'type1' },
  source: drawSource('member', { id: integer(), name: varchar(10), city: varchar(10) }),
})
const source: SourceShape = {
  from: 'shop',
  columns: { no: integer(), member: integer(), amount: nullable(integer()) },
  sql: sql`SELECT no, member, amount FROM sale`,
  partition: ['no'],
}
const sale = drawFact('sale_fact', {
  columns: { no: degenerate(integer()), member_key: reference(member.table as Table), amount: measure(integer()) },
  grain: ['no'],
  source,
  lookups: { member_key: drawLookup(member, { on: { id: 'member' } }) },
})
const withSource = (change: Partial<SourceShape>): FactShape => ({ ...sale, source: { ...source, ...change } })
const { partition: _partition, ...unordered } = source
const rows = Array.from({ length: 12 }, (_, no) => [no, no % 3, no])
const generated: SourceShape = {
  from: '',
  columns: source.columns,
  rows: () => rows.map(([no = 0, id = 0, amount = 0]) => ({ no, member: id, amount })),
}
const afterBatch = { death: { statement: /insert into .etl_batch/i } } satisfies ResumeOptions

function stoppedAfterBatch(): ResumeOptions {
  const stop = new AbortController()
  return { death: { ...afterBatch.death, die: () => stop.abort() }, signal: stop.signal }
}

describe.each(engines)('whether an interrupted load goes on or begins anew ($name)', (engine) => {
  let own: ResumeWorld
  const fill = (members: number) =>
    own.world.fill(
      'member',
      'id integer, name varchar(10), city varchar(10)',
      Array.from({ length: members }, (_, id) => [id, 'a', 'b']),
    )
  beforeAll(async () => {
    own = await makeResumeWorld(engine)
    await own.world.fill('sale', 'no integer, member integer, amount integer', rows)
    await fill(2)
    await own.load(member)
  })
  afterAll(() => own[Symbol.asyncDispose]())

  const summed = async () => await own.world.query('SELECT COUNT(*), SUM(no) FROM sale_fact')

  type Case = [why: string, before: FactShape, after: FactShape, told: RegExp, meanwhile?: () => Promise<unknown>]
  test.each<Case>([
    [
      'its definition changed',
      sale,
      withSource({ sql: sql`SELECT no, member, amount + 0 AS amount FROM sale` }),
      /^run \d+ was interrupted when it had read 7 rows, which were read again: its definition has changed$/,
    ],
    [
      'it never named one',
      { ...sale, source: unordered },
      { ...sale, source: unordered },
      /its source names no partition/,
    ],
    ['its rows come from no query', { ...sale, source: generated }, { ...sale, source: generated }, /no query/],
    [
      'a dimension was loaded and changed',
      sale,
      sale,
      /dimension member has changed$/,
      async () => {
        await fill(3)
        await own.load(member)
      },
    ],
    [
      'it is too long ago for a rebuild',
      sale,
      sale,
      /more than 12 hours old$/,
      () => own.world.execute("UPDATE etl_batch SET loaded_at = '2020-01-01 00:00:00'"),
    ],
    [
      'somebody took rows out of its table',
      sale,
      sale,
      /its tables hold 6 rows, and 7 had been loaded$/,
      async () => {
        await using session = await own.world.warehouse.connect()
        const [table = ''] = await session.tablesLike('sale_fact__')
        await own.world.execute(`DELETE FROM ${table} WHERE no = 3`)
      },
    ],
    [
      'another version of the loader began it',
      sale,
      sale,
      /another version of the loader/,
      () => own.world.execute(`UPDATE etl_batch SET resume = '{"form":0}'`),
    ],
  ])('anew: %s', async (_, before, after, told, meanwhile) => {
    await own.load(before, afterBatch)
    await meanwhile?.()
    const { status, notes, counts, error } = await own.load(after)
    expect({ status, error, counts }).toMatchObject({ status: 'done', error: undefined, counts: { read: 12, new: 12 } })
    expect(notes.anew).toMatch(told)
    expect(notes.resumed).toBeUndefined()
    expect(await summed()).toEqual([['12', '66']])
    // Given up once, it is not come back to.
    expect((await own.load(after)).notes).not.toHaveProperty('anew')
  })

  test.each<[how: string, options: () => ResumeOptions, status: string]>([
    ['its source was cut off', () => ({ source: cutOff(own.world.origin, 8) }), 'failed'],
    ['it was stopped', stoppedAfterBatch, 'cancelled'],
  ])('goes on: %s', async (_, options, status) => {
    expect(await own.load(sale, options())).toMatchObject({ status })
    const { notes, counts, rowsRead } = await own.load(sale)
    expect(notes.resumed).toMatchObject({ read: 7, after: 'no=6' })
    expect({ counts, rowsRead }).toMatchObject({ counts: { read: 12, new: 12 }, rowsRead: 5 })
    expect(await summed()).toEqual([['12', '66']])
  })

  test('of what does not pass, nothing is kept: it begins again, and that needs no word', async () => {
    const strict = {
      ...sale,
      rejects: { warn: 0, fail: 0 },
      source: { ...source, sql: sql`SELECT no, member, NULLIF(amount, 11) AS amount FROM sale` },
    }
    expect(await own.load(strict)).toMatchObject({ status: 'failed', error: { code: 'too-many-rejects' } })
    const { notes, rowsRead } = await own.load(strict)
    expect(notes).not.toHaveProperty('anew')
    expect(notes).not.toHaveProperty('resumed')
    expect(rowsRead).toBe(12)
  })

  test('a taker that dies between renaming and adopting, and one that dies before its first batch, lose nothing', async () => {
    await own.load(sale, afterBatch)
    for (const statement of [/rename/i, /update .etl_batch/i])
      expect(
        await own.load(sale, { death: { statement, committed: statement.source.startsWith('update') } }),
      ).toMatchObject({ status: 'failed' })
    const { notes, rowsRead, status } = await own.load(sale)
    expect({ status, rowsRead, read: notes.resumed?.read }).toEqual({ status: 'done', rowsRead: 5, read: 7 })
    expect(await summed()).toEqual([['12', '66']])
    // All of it bears the number of the run that began it.
    expect(await own.world.query('SELECT COUNT(DISTINCT inserted_run) FROM sale_fact')).toEqual([['1']])
  })

  test('a taker that gives it up and dies before its first batch leaves nothing to go on from', async () => {
    await own.load(sale, afterBatch)
    const other = withSource({ sql: sql`SELECT no, member, amount + 0 AS amount FROM sale` })
    const death = { statement: /update .etl_batch.*resume/i }
    expect(await own.load(other, { death })).toMatchObject({ status: 'failed' })
    const { notes, rowsRead } = await own.load(sale)
    expect({ rowsRead, resumed: notes.resumed }).toEqual({ rowsRead: 12, resumed: undefined })
    expect(await summed()).toEqual([['12', '66']])
  })
})
