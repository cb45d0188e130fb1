import { afterAll, beforeAll, expect, it, test } from 'vitest'
import { period, sql } from '../../loader/model/index.ts'
import {
  degenerate,
  integer,
  masked,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  varchar,
} from '../../loader/schema/index.ts'
import { engines } from '../servers/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from './world/shapes.ts'
import { makeWorld, type World } from './world/world.ts'

// A secret is one wherever it is declared: the table's column or the source's alone that fills it, under another name too.

const [engine] = engines.filter(({ name }) => name === 'duckdb')
let world: World
beforeAll(async () => {
  if (engine === undefined) throw new Error('DuckDB is always there.')
  world = await makeWorld(engine)
})
afterAll(() => world[Symbol.asyncDispose]())

const secret = '4711'
const told = async (unit: string) => {
  const rejects = await world.rejects(unit)
  const messages = await world.query(
    `SELECT message FROM etl_reject WHERE unit = '${unit}' AND run_id = (SELECT MAX(run_id) FROM etl_run)`,
  )
  return { keys: rejects.map((row) => row.split(' | ')[1]), all: JSON.stringify([rejects, messages]) }
}

test.each([
  ['the source', masked(varchar(9)), varchar(9)],
  ['the table', varchar(9), masked(varchar(9))],
] as const)('a natural key masked by %s: by conform, by quarantine', async (_, from, to) => {
  await world.execute('DROP TABLE IF EXISTS member')
  const columns = { number: natural(to), site: natural(integer()), name: varchar(3) }
  const member = drawDimension('member', {
    columns,
    attributes: { name: 'type2' },
    source: drawSource('member', { no: from, site: integer(), name: varchar(9) }),
    natural: { number: 'no', site: 'site' },
  })
  await world.fill('member', 'no varchar, site integer, name varchar', [
    [secret, 1, 'too long'],
    [secret, 2, 'A'],
    [secret, 2, 'B'],
  ])
  expect((await world.load(member)).counts).toMatchObject({ read: 3, rejected: 3 })
  const { keys, all } = await told('member')
  expect(keys).toEqual(['number=(masked), site=1', 'number=(masked), site=2', 'number=(masked), site=2'])
  expect(all).not.toContain(secret)
})

test.each([
  ['the source', masked(varchar(9)), varchar(9)],
  ['the table', varchar(9), masked(varchar(9))],
] as const)(
  'a grain and a measure masked by %s: by conform, by lookup, as duplicates, against the live rows',
  async (_, from, to) => {
    for (const table of ['pay', 'member']) await world.execute(`DROP TABLE IF EXISTS ${table}`)
    await world.execute("DELETE FROM etl_watermark WHERE unit = 'pay'")
    const member = drawDimension('member')
    await world.fill('member', 'id integer, name varchar, city varchar', [[1, 'A', null]])
    await world.load(member)
    const pay = drawFact('pay', {
      columns: {
        number: degenerate(to),
        line: degenerate(integer()),
        member_key: reference(member.table as Table),
        iban: measure(to),
        word: measure(nullable(varchar(3))),
      },
      grain: ['number', 'line'],
      from: { number: 'no', line: 'line', iban: 'account', word: 'word' },
      source: {
        from: 'shop',
        columns: {
          no: from,
          line: integer(),
          member: integer(),
          account: from,
          word: nullable(varchar(9)),
          stamp: integer(),
        },
        sql: sql`SELECT no, line, member, account, word, stamp FROM pay WHERE stamp >= ${period.from} AND stamp < ${period.to}`,
      },
      lookups: { member_key: drawLookup(member, { on: { id: 'member' }, missing: 'reject', asOf: { latest: true } }) },
      refresh: { mode: 'append', by: 'stamp' },
    })
    const columns = 'no varchar, line integer, member integer, account varchar, word varchar, stamp integer'
    await world.fill('pay', columns, [
      [secret, 1, 1, `${secret}1`, 'too long', 1],
      [secret, 2, 9, `${secret}2`, null, 1],
      [secret, 3, 1, `${secret}3`, null, 1],
      [secret, 3, 1, `${secret}4`, null, 1],
      [secret, 4, 1, `${secret}5`, null, 1],
    ])
    expect((await world.load(pay)).counts).toMatchObject({ read: 5, new: 1, rejected: 4 })
    const first = await told('pay')
    expect(first.keys.toSorted()).toEqual([1, 2, 3, 3].map((line) => `number=(masked), line=${line}`))
    expect(first.all).not.toContain(secret)
    await world.fill('pay', columns, [[secret, 4, 1, `${secret}6`, null, 2]])
    expect((await world.load(pay)).counts).toMatchObject({ read: 1, rejected: 1 })
    const second = await told('pay')
    expect(second.keys).toEqual(['number=(masked), line=4'])
    expect(second.all).not.toContain(secret)
  },
)

it('what is not masked is told', async () => {
  await world.execute('DROP TABLE IF EXISTS member')
  await world.fill('member', 'id integer, name varchar, city varchar', [[1, 'far too long for it', null]])
  await world.load(drawDimension('member'))
  expect((await told('member')).keys).toEqual(['id=1'])
})
