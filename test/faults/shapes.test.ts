import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { latest, type SourceShape } from '../../loader/model/index.ts'
import {
  degenerate,
  integer,
  json,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  text,
  varchar,
} from '../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../load/world/shapes.ts'
import { makeWorld, type World } from '../load/world/world.ts'
import { engines } from '../servers/index.ts'
import { describePairs, type Pair } from './pairs.ts'

const notScalar: Readonly<
  Record<Pair['from'], readonly (readonly [expression: string, column: string, told: string])[]>
> = {
  duckdb: [
    ['[1, 2]', 'id', 'id is declared as integer, and the query gives INTEGER[]'],
    ["{'a': 1}", 'id', 'id is declared as integer, and the query gives STRUCT(a INTEGER)'],
    ["MAP {'k': 1}", 'name', 'name is declared as varchar, and the query gives MAP(VARCHAR, INTEGER)'],
    ["INTERVAL '1 day'", 'name', 'name is declared as varchar, and the query gives INTERVAL'],
    ["'\\xFF'::BLOB", 'name', 'name is declared as varchar, and the query gives BLOB'],
  ],
  mysql: [
    ["ST_GeomFromText('POINT(1 2)')", 'name', 'name is declared as varchar, and the query gives geometry'],
    ["x'FF'", 'name', 'name is declared as varchar, and the query gives binary'],
  ],
  postgres: [
    ['ARRAY[1, 2]', 'id', 'id is declared as integer, and the query gives integer[]'],
    ["ROW(1, 'a')", 'name', 'name is declared as varchar, and the query gives record'],
    ["POINT '(1, 2)'", 'name', 'name is declared as varchar, and the query gives point'],
    ["INTERVAL '1 day'", 'name', 'name is declared as varchar, and the query gives interval'],
    ["'12.00'::money", 'name', 'name is declared as varchar, and the query gives money'],
    ["TIME WITH TIME ZONE '12:00+02'", 'name', 'name is declared as varchar, and the query gives time with time zone'],
    ["'\\xff'::bytea", 'name', 'name is declared as varchar, and the query gives bytea'],
  ],
}

/** What no column holds, whatever the types of a definition promise. */
const shapes: readonly unknown[] = [
  [1, 2],
  [1],
  { a: 1 },
  new Map([['k', 1]]),
  { toString: () => '1' },
  new Date(0),
  Number.NaN,
  () => 1,
  // Half a surrogate pair.
  'a\ud83d',
]
/** The number of a shape for each column that it is tried in; row 0 has none. */
const tried = (columns: readonly string[]) => [
  {},
  ...columns.flatMap((column) => shapes.map((shape) => ({ [column]: shape }))),
]

describePairs('from $source into $warehouse, what is no value', (pair) => {
  it.each(notScalar[pair.from])(
    'FAULTS 20, 10: %s as %s is refused before a row is read',
    async (expression, column, told) => {
      const { world } = pair
      const columns = { id: '1', name: "'a'", city: "'b'", [column]: expression }
      const list = Object.entries(columns).map(([name, value]) => `${value} AS ${name}`)
      const members = drawDimension('no_scalar')
      const source = { ...members.source, sql: { parts: [`SELECT ${list.join(', ')}`], values: [] } }
      const { status, error } = await world.load({ ...members, source })
      expect(status).toBe('failed')
      expect(error).toMatchObject({
        code: 'source-differs',
        message: expect.stringContaining(`(from shop) differs from its declared columns: ${told}.`),
      })
      await using session = await world.warehouse.connect()
      expect(await session.tableExists('no_scalar')).toBe(false)
    },
  )
})

describe.each(engines)('what derive gives and is no value ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it('FAULTS 20, 10: is rejected as key, attribute and date of a member', async () => {
    const rows = tried(['id', 'name', 'doc', 'since'])
    await world.fill(
      'given',
      'no INTEGER',
      rows.map((_, no) => [no]),
    )
    const members = drawDimension('shaped', {
      columns: { id: natural(integer()), name: text(), city: nullable(varchar(9)), doc: json() },
      attributes: { name: 'type2', city: 'type1', doc: 'type1' },
      effectiveFrom: 'since',
      source: derived((no) => ({ id: '1', name: 'a', city: 'b', doc: '[]', since: '2020-01-01', ...rows[no] })),
    })
    const { error, counts } = await world.load(members)
    expect(error).toBeUndefined()
    expect(counts).toMatchObject({ read: rows.length, new: 1, rejected: rows.length - 1 })
    const rejects = await world.rejects('shaped')
    expect(rejects).toHaveLength(rows.length - 1)
    expect(rejects.filter((line) => !line.startsWith('type | '))).toEqual([])
    expect(rejects[0]).toBe('type | - | {"no":1,"id":[1,2],"name":"a","city":"b","doc":"[]","since":"2020-01-01"}')
    expect(await world.rows(members.table, 'id, name, doc', 'shaped_key > 0')).toEqual(['1 | a | []'])
  })

  it('FAULTS 20, 10: is rejected as measure and as-of time of a fact, and the Error member in a lookup', async () => {
    await world.fill('role', 'id INTEGER, name VARCHAR, city VARCHAR', [[1, 'a', null]])
    const members = drawDimension('role')
    const tags = drawDimension('tag', {
      attributes: { name: 'type1' },
      columns: { id: natural(varchar(9)), name: varchar(9) },
      source: {
        ...drawSource('role', { id: varchar(9), name: varchar(9) }),
        sql: { parts: ["SELECT 'x' AS id, name FROM role"], values: [] },
      },
    })
    for (const dimension of [members, tags]) expect((await world.load(dimension)).error).toBeUndefined()
    const rows = tried(['amount', 'moment', 'id', 'tag'])
    await world.fill(
      'given',
      'no INTEGER',
      rows.map((_, no) => [no]),
    )
    const fact = drawFact('shaped_fact', {
      columns: {
        no: degenerate(integer()),
        member_key: reference(members.table as Table),
        tag_key: reference(tags.table as Table),
        amount: measure(text()),
      },
      grain: ['no'],
      source: derived((no) => ({ amount: '1', id: '1', tag: 'x', moment: '2035-01-01', ...rows[no] })),
      lookups: {
        member_key: drawLookup(members, { asOf: 'moment' }),
        tag_key: drawLookup(tags, { on: { id: 'tag' }, asOf: latest }),
      },
    })
    const { error, counts } = await world.load(fact)
    expect(error).toBeUndefined()
    const each = shapes.length
    expect(counts).toMatchObject({ read: rows.length, new: rows.length - 2 * each, rejected: 2 * each })
    expect(await world.cells(fact.table, ['no', 'member_key', 'tag_key', 'amount'])).toEqual(
      rows.flatMap((_, no) => {
        if (no === 0) return [[no, 1, 1, '1']]
        if (no <= 2 * each) return []
        return [no <= 3 * each ? [no, -3, 1, '1'] : [no, 1, -3, '1']]
      }),
    )
  })
})

function derived(derive: (no: number) => Readonly<Record<string, unknown>>): SourceShape {
  return { ...drawSource('given', { no: integer() }), derive: (row) => derive(Number(row['no'])) }
}
