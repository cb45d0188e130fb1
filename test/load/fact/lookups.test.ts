import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readIndex } from '../../../loader/load/lookup/read-index.ts'
import { type FactShape, type LookupShape, latest } from '../../../loader/model/index.ts'
import {
  date,
  degenerate,
  folded,
  integer,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { ways } from '../world/ways.ts'
import { makeWorld, type World } from '../world/world.ts'

// Two dimensions: members dated by the microsecond, with a gap, and tags of text keys without history.
const members = drawDimension('member', {
  effectiveFrom: 'since',
  effectiveTo: { column: 'until' },
  source: drawSource('member', {
    id: integer(),
    name: varchar(10),
    city: nullable(varchar(10)),
    since: timestamp(),
    until: nullable(timestamp()),
  }),
})
const tags = drawDimension('tag', {
  keep: 'nothing',
  attributes: { name: 'type1' },
  columns: { code: natural(folded(varchar(3))), part: natural(integer()), name: varchar(10) },
  source: drawSource('tag', { code: varchar(3), part: integer(), name: varchar(10) }),
})
const days = drawDimension('daily', {
  keep: 'day',
  effectiveFrom: 'since',
  source: drawSource('daily', { id: integer(), name: varchar(10), city: nullable(varchar(10)), since: timestamp() }),
})

const memberRef = () => reference(members.table as Table)
const fields = {
  no: integer(),
  member: nullable(integer()),
  code: nullable(varchar(10)),
  part: nullable(integer()),
  moment: nullable(timestamp()),
  on_day: nullable(date()),
}

function sale(lookups: Readonly<Record<string, LookupShape>>, options: Partial<FactShape> = {}): FactShape {
  return drawFact('sale', {
    columns: {
      no: degenerate(integer()),
      asof_key: memberRef(),
      latest_key: memberRef(),
      tag_key: reference(tags.table as Table),
      day_key: reference(days.table as Table),
      amount: measure(nullable(integer())),
    },
    grain: ['no'],
    source: drawSource('sale', { ...fields, amount: nullable(integer()) }),
    lookups,
    ...options,
  })
}

const roles: Readonly<Record<string, LookupShape>> = {
  asof_key: drawLookup(members, { on: { id: 'member' }, asOf: 'moment' }),
  latest_key: drawLookup(members, { on: { id: 'member' }, asOf: latest }),
  tag_key: drawLookup(tags, { on: { code: 'code', part: 'part' } }),
  day_key: drawLookup(days, { on: { id: 'member' }, asOf: 'on_day' }),
}

describe.each(ways('duckdb', 'mysql', 'postgres'))('lookups by role ($way)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
    await world.fill('member', 'id varchar, name varchar, city varchar, since varchar, until varchar', [
      [7, 'A', null, '2020-01-01', '2020-02-01'],
      [7, 'B', null, '2020-03-01', null],
      [8, 'C', null, '2020-01-01', '2020-02-01'],
      [-1, 'D', null, '2020-01-01', null],
    ])
    await world.fill('tag', 'code varchar, part integer, name varchar', [
      ['A', 1, 'one'],
      ['AB', 1, 'two'],
    ])
    await world.fill('daily', 'id integer, name varchar, city varchar, since varchar', [
      [7, 'A', null, '2020-01-01 10:00:00'],
      [7, 'B', null, '2020-02-01 10:00:00'],
    ])
    for (const dimension of [members, tags, days]) {
      expect((await world.load(dimension, { at: '2020-06-01' })).error).toBeUndefined()
    }
  })
  afterAll(() => world[Symbol.asyncDispose]())

  /** `member: name` by surrogate key, so that the expectation can be written without knowing keys. */
  async function named(table: string): Promise<ReadonlyMap<number, string>> {
    const rows = await world.query(`SELECT ${table}_key, name FROM ${table}`)
    return new Map(rows.map(([key, name]) => [Number(key), String(name)]))
  }

  const lines: readonly (readonly [
    title: string,
    row: readonly [string | null, string | null, string | null, string | null, string | null],
    expected: string,
  ])[] = [
    // member, code, part, at, on_day → as of | latest | tag | by the day
    ['at a start', ['7', 'a', '1', '2020-01-01', '2020-01-01'], 'A | B | one | A'],
    ['the last microsecond', ['7', 'á', '1', '2020-01-31 23:59:59.999999', '2020-01-31'], 'A | B | Unknown | A'],
    ['in a gap', ['7', 'Ab', '1', '2020-02-01', '2020-02-01'], 'Unknown | B | two | B'],
    ['open', ['7', 'AB', '2', '2035-01-01', '2035-01-01'], 'B | B | Unknown | B'],
    ['before the first', ['7', 'A', '01', '2019-01-01', '2019-01-01'], 'A | B | one | A'],
    ['after the end', ['8', 'A', '1', '2020-02-01', '2020-01-01'], 'Unknown | C | one | Unknown'],
    ['no such member', ['9', 'A', 'x', '2020-01-01', '2020-01-01'], 'Unknown | Unknown | Error | Unknown'],
    ['no key', [null, null, null, '2020-01-01', '2020-01-01'], 'Not applic | Not applic | Not applic | Not applic'],
    ['no integer', ['x', 'A', '1.0', '2020-01-01', '2020-01-01'], 'Error | Error | Error | Error'],
    ['an empty key', ['', '', '1', '2020-01-01', '2020-01-01'], 'Error | Error | Unknown | Error'],
    ['out of range', ['2147483648', 'A', '1', '2020-01-01', '2020-01-01'], 'Error | Error | one | Error'],
    ['leading zero', ['007', 'A', '1', '2020-01-01', '2020-01-01'], 'A | B | one | A'],
    ['half a key', ['7', 'A', null, '2020-01-01', '2020-01-01'], 'A | B | Unknown | A'],
    ['half a key, the other half wrong', ['7', null, 'x', '2020-01-01', '2020-01-01'], 'A | B | Error | A'],
    ['too long', ['7', 'ABCD', '1', '2020-01-01', '2020-01-01'], 'A | B | Error | A'],
    ['no time', ['7', 'A', '1', null, null], 'Unknown | B | one | Unknown'],
    ['minus one', ['-1', 'A', '1', '2020-01-01', '2020-01-01'], 'D | D | one | Unknown'],
  ]

  it('each row finds the version that the rules name', async () => {
    await world.fill(
      'sale',
      'no integer, member varchar, code varchar, part varchar, moment varchar, on_day varchar, amount integer',
      lines.map(([, row], no) => [no, ...row, no]),
    )
    const outcome = await world.load(sale(roles))
    expect(outcome.error).toBeUndefined()
    const [member, tag, day] = [await named('member'), await named('tag'), await named('daily')]
    const rows = await world.query('SELECT asof_key, latest_key, tag_key, day_key FROM sale ORDER BY no')
    const found = rows.map(([asOf, last, tagged, daily]) =>
      [member.get(Number(asOf)), member.get(Number(last)), tag.get(Number(tagged)), day.get(Number(daily))].join(' | '),
    )
    expect(lines.map(([title], at) => `${title}: ${found[at]}`)).toEqual(
      lines.map(([title, , expected]) => `${title}: ${expected}`),
    )
    expect(outcome.notes.misses).toEqual({
      asof_key: { missing: 4, notApplicable: 1, error: 3, beforeFirst: 1 },
      latest_key: { missing: 1, notApplicable: 1, error: 3, beforeFirst: 0 },
      tag_key: { missing: 4, notApplicable: 1, error: 4, beforeFirst: 0 },
      day_key: { missing: 4, notApplicable: 1, error: 3, beforeFirst: 1 },
    })
    expect(outcome.counts).toMatchObject({ read: 17, new: 17, rejected: 0 })
  })

  it('an index holds the members and not the reserved ones', async () => {
    await using session = await world.warehouse.connect()
    const index = await readIndex(session, members.table, new AbortController().signal)
    expect(index.members.size).toBe(3)
  })

  it.each([
    ['unknown', 'unknown', 'read 3, new 3', -1, 3],
    ['reject', 'unknown', 'read 3, new 0', undefined, 3],
    ['reject', 'first', 'read 3, new 1', 1, 2],
  ] as const)('missing: %s, beforeFirst: %s', async (missing, beforeFirst, counts, first, misses) => {
    await world.fill(
      'sale',
      'no integer, member varchar, code varchar, part varchar, moment varchar, on_day varchar, amount integer',
      [
        [1, '7', 'a', '1', '2019-12-31 23:59:59.999999', null, 1],
        [2, '7', 'a', '1', '2020-02-15', null, 1],
        [3, '9', 'a', '1', '2020-02-15', null, 1],
      ],
    )
    const asof_key = drawLookup(members, { on: { id: 'member' }, asOf: 'moment', missing, beforeFirst })
    await world.execute('DELETE FROM sale')
    const { counts: got, notes, error } = await world.load(sale({ ...roles, asof_key }), { acceptShrink: true })
    expect(`read ${got.read}, new ${got.new}`).toBe(counts)
    expect(notes.misses['asof_key']?.missing ?? 3).toBe(misses)
    if (got.new === 0) expect(error).toMatchObject({ code: 'too-many-rejects' })
    const key = (await world.query('SELECT asof_key FROM sale WHERE no = 1'))[0]?.[0]
    const keyOfFirst = (await world.query("SELECT member_key FROM member WHERE name = 'A'"))[0]?.[0]
    expect(key).toBe(first === 1 ? keyOfFirst : first)
  })

  it("missing: 'fail' fails the unit and names the row's key", async () => {
    await world.fill(
      'sale',
      'no integer, member varchar, code varchar, part varchar, moment varchar, on_day varchar, amount integer',
      [[1, '9', 'a', '1', '2020-01-01', null, 1]],
    )
    const asof_key = drawLookup(members, { on: { id: 'member' }, asOf: 'moment', missing: 'fail' })
    const before = await world.query('SELECT COUNT(*) FROM sale')
    const { status, error } = await world.load(sale({ ...roles, asof_key }))
    expect(status).toBe('failed')
    expect(error).toMatchObject({ code: 'missing-member', message: expect.stringContaining('id "9" (from member)') })
    expect(await world.query('SELECT COUNT(*) FROM sale')).toEqual(before)
  })

  it('a value that also fills a column of the fact is rejected by that column; an as-of value that is no time is rejected', async () => {
    await world.fill(
      'sale',
      'no integer, member varchar, code varchar, part varchar, moment varchar, on_day varchar, amount varchar',
      [
        [1, 'x', 'a', '1', '2020-01-01', null, '1'],
        [2, '7', 'a', '1', '2020-13-01', null, '1'],
        [3, '7', 'a', '1', '2020-01-01', null, '1'],
      ],
    )
    const own = sale(roles, { from: { no: 'no', amount: 'member' } })
    expect((await world.load(own, { acceptShrink: true })).counts).toMatchObject({ read: 3, new: 1, rejected: 2 })
    expect(await world.rejects('sale')).toEqual([
      'type | no=1 | {"no":1,"member":"x","code":"a","part":"1","moment":"2020-01-01","on_day":null,"amount":"1"}',
      'type | no=2 | {"no":2,"member":"7","code":"a","part":"1","moment":"2020-13-01","on_day":null,"amount":"1"}',
    ])
  })

  it('a reserved member that was deleted fails every fact that may point to it', async () => {
    await world.execute('DELETE FROM tag WHERE tag_key = -2')
    expect(await world.load(sale(roles))).toMatchObject({
      status: 'failed',
      error: { code: 'reserved-member-missing', message: expect.stringContaining('tag') },
    })
  })
})
