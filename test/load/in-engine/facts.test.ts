import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type FactShape, type LookupShape, latest } from '../../../loader/model/index.ts'
import {
  type Columns,
  date,
  decimal,
  degenerate,
  folded,
  inferred,
  integer,
  measure,
  natural,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { type LoadOptions, makeWorld, type World } from '../world/world.ts'

const person = { id: integer(), name: varchar(10), city: nullable(varchar(10)) }
const members = drawDimension('member', {
  effectiveFrom: 'since',
  effectiveTo: { column: 'until' },
  source: drawSource('member', { ...person, since: timestamp(), until: nullable(timestamp()) }),
})
const days = drawDimension('daily', {
  keep: 'day',
  effectiveFrom: 'since',
  source: drawSource('daily', { ...person, since: timestamp() }),
})
const tags = drawDimension('tag', {
  keep: 'nothing',
  attributes: { name: 'type1' },
  columns: { code: natural(varchar(3)), part: natural(integer()), name: varchar(10) },
  source: drawSource('tag', { code: varchar(3), part: integer(), name: varchar(10) }),
})
const guests = drawDimension('guest', {
  columns: { id: natural(integer()), name: varchar(10), city: nullable(varchar(10)), ...inferred() },
})

const fields = {
  no: integer(),
  member: nullable(integer()),
  code: nullable(varchar(9)),
  part: nullable(integer()),
  moment: nullable(timestamp()),
  on_day: nullable(date()),
  amount: nullable(decimal(18, 4)),
  label: varchar(9),
}

const lookups = {
  as_of: drawLookup(members, { on: { id: 'member' }, asOf: 'moment' }),
  late: drawLookup(members, { on: { id: 'member' }, asOf: 'moment', beforeFirst: 'unknown' }),
  newest: drawLookup(members, { on: { id: 'member' }, asOf: latest }),
  by_day: drawLookup(days, { on: { id: 'member' }, asOf: 'moment' }),
  of_day: drawLookup(days, { on: { id: 'member' }, asOf: 'on_day' }),
  tag: drawLookup(tags, { on: { code: 'code', part: 'part' } }),
}

const tables = { as_of: members, late: members, newest: members, by_day: days, of_day: days, tag: tags, guest: guests }

function sale(roles: Readonly<Record<string, LookupShape>>, options: Partial<FactShape> & { columns?: Columns } = {}) {
  const keys = Object.keys(roles).map((role) => [role, reference(tables[role as keyof typeof tables].table as Table)])
  const { columns = fields, ...rest } = options
  return drawFact('sale', {
    columns: {
      no: degenerate(integer()),
      ...Object.fromEntries(keys),
      amount: measure(nullable(decimal(6, 2))),
      label: measure(varchar(4)),
    },
    grain: ['no'],
    source: drawSource('sale', columns),
    lookups: roles,
    ...rest,
  })
}

type Line = readonly (string | number | null)[]
const types =
  'no integer, member bigint, code varchar, part integer, moment timestamp, on_day date, amount decimal(18,4), label varchar'

/** A little of what a row may be: plain and odd. */
const line: fc.Arbitrary<Line> = fc.tuple(
  fc.integer({ min: 1, max: 9 }),
  fc.constantFrom(7, 8, 9, 7, null, '2147483648', -1),
  fc.constantFrom('A', 'AB', null, 'ABCD', 'á'),
  fc.constantFrom(1, 2, null),
  fc.constantFrom(
    '2020-01-01',
    '2020-01-31 23:59:59.999999',
    '2020-02-01',
    '2035-01-01',
    '2019-01-01',
    null,
    'infinity',
  ),
  fc.constantFrom('2020-01-01', '2020-01-31', '2019-12-31', null),
  fc.constantFrom('1', '12.3400', '12.3450', '10000.0000', null, '-9999.99'),
  fc.constantFrom('x', 'long', '', 'longer', null),
)

describe.each(engines.filter(({ name }) => name === 'duckdb'))('facts made where their rows are ($name)', (engine) => {
  let worlds: readonly [rows: World, joins: World]
  beforeAll(async () => {
    worlds = [await makeWorld(engine), await makeWorld(engine)]
    for (const world of worlds) {
      await world.fill('member', 'id integer, name varchar, city varchar, since timestamp, until timestamp', [
        [7, 'A', null, '2020-01-01', '2020-02-01'],
        [7, 'B', null, '2020-03-01', null],
        [8, 'C', null, '2020-01-01', '2020-02-01'],
        [-1, 'D', null, '2020-01-01', null],
      ])
      await world.fill('daily', 'id integer, name varchar, city varchar, since timestamp', [
        [7, 'A', null, '2020-01-01 10:00:00'],
        [7, 'B', null, '2020-02-01 10:00:00'],
      ])
      await world.fill('tag', 'code varchar, part integer, name varchar', [
        ['A', 1, 'one'],
        ['AB', 1, 'two'],
      ])
      await world.fill('guest', 'id integer, name varchar, city varchar', [[7, 'G', null]])
      for (const unit of [members, days, tags, guests])
        expect((await world.load(unit, { at: '2020-06-01' })).error).toBeUndefined()
    }
  })
  afterAll(async () => {
    for (const world of worlds) await world[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    for (const world of worlds) await world.execute('DROP TABLE IF EXISTS sale')
  })

  async function told(world: World, fact: FactShape, rows: readonly Line[], options: LoadOptions) {
    await world.fill('sale', types, rows)
    const { status, counts, notes, error } = await world.load(fact, { acceptShrink: true, ...options })
    const all = Object.keys(fact.table.columns).filter((name) => !name.endsWith('_run'))
    return {
      ...{ status, counts, notes, error: error instanceof Error ? error.message : null },
      rows: await world.rows(fact.table, all.join()),
      rejects: await world.rejects('sale'),
      guests: await world.rows(guests.table, 'guest_key,id,is_inferred'),
      staged: await world.query(
        "SELECT table_name FROM duckdb_tables() WHERE table_name LIKE 'sale\\_\\_%\\_s' ESCAPE '\\'",
      ),
    }
  }
  const both = async (fact: FactShape, rows: readonly Line[]) => {
    const [byRows, byJoins] = worlds
    return [await told(byRows, fact, rows, { byRows: true }), await told(byJoins, fact, rows, {})] as const
  }
  /** Rows of each batch of the last load. */
  const batches = async () =>
    (
      await worlds[1].query(
        "SELECT row_count FROM etl_batch WHERE unit = 'sale' AND run_id = (SELECT MAX(run_id) FROM etl_run) ORDER BY batch",
      )
    ).map(([rows]) => Number(rows))

  const strict = {
    ...lookups,
    late: { ...lookups.late, missing: 'reject' },
    guest: drawLookup(guests, { on: { id: 'member' }, asOf: latest, missing: 'infer' }),
  } as const

  it.each([
    ['Unknown for what is missing', lookups],
    ['rejected or inferred where missing', strict],
    ['no lookups', {}],
  ])('are the same as row by row: %s', async (_, roles) => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 40, size: 'max' }), async (rows) => {
        const [byRows, byJoins] = await both(sale(roles), rows)
        expect(byJoins).toEqual(byRows)
      }),
      { numRuns: 4 },
    )
  })

  const plainLine: Line = [1, 7, 'A', 1, '2020-01-01', '2020-01-01', '1', 'x']
  it('only what is not plain travels', async () => {
    const odd: Line = [2, '2147483648', 'A', 1, '2020-01-01', '2020-01-01', '1', 'x']
    const [byRows, byJoins] = await both(sale(lookups), [odd, plainLine, [3, null, null, null, null, null, null, '']])
    expect(byJoins).toEqual(byRows)
    expect(await batches()).toEqual([2, 1])
  })

  it('all rows travel where a value is changed on its way', async () => {
    const [byRows, byJoins] = await both(sale(lookups, { columns: { ...fields, label: folded(varchar(9)) } }), [
      plainLine,
      [2, ...plainLine.slice(1)],
    ])
    expect(byJoins).toEqual(byRows)
    expect(await batches()).toEqual([2])
  })

  it('a miss that must not be fails the load, and nothing is left', async () => {
    const fails = { tag: { ...lookups.tag, missing: 'fail' } } as const
    const [byRows, byJoins] = await both(sale(fails), [plainLine, [2, 7, 'no', 1, null, null, null, 'x']])
    // What had been loaded by then is another part of it.
    expect({ ...byJoins, counts: byRows.counts }).toEqual(byRows)
    expect([byJoins.status, byJoins.staged]).toEqual(['failed', []])
  })

  it('a dimension with two answers for a row is taken as it is in memory', async () => {
    for (const world of worlds)
      await world.execute(
        "INSERT INTO tag SELECT 99, code, part, 'twice', inserted_run, updated_run FROM tag WHERE code = 'A'",
      )
    const [byRows, byJoins] = await both(sale({ tag: lookups.tag }), [plainLine, [2, ...plainLine.slice(1)]])
    for (const world of worlds) await world.execute('DELETE FROM tag WHERE tag_key = 99')
    expect(byJoins).toEqual(byRows)
  })
})
