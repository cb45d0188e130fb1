import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type LookupShape, latest, period, sql, type WindowRefresh } from '../../../loader/model/index.ts'
import {
  degenerate,
  integer,
  nullable,
  reference,
  type Table,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../world/shapes.ts'
import { ways } from '../world/ways.ts'
import { makeWorld, type World } from '../world/world.ts'

const member = drawDimension('member', {
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

const sale = (name: string, refresh: Partial<WindowRefresh>, lookup: Partial<LookupShape> = {}) =>
  drawFact(name, {
    columns: { no: degenerate(integer()), member_key: reference(member.table as Table) },
    grain: ['no'],
    source: {
      from: 'shop',
      columns: { no: integer(), member: integer(), moment: timestamp() },
      sql:
        refresh.by === 'no'
          ? sql`SELECT no, member, moment FROM sale WHERE no >= ${period.from} AND no < ${period.to}`
          : sql`SELECT no, member, moment FROM sale WHERE moment >= ${period.from} AND moment < ${period.to}`,
    },
    refresh: { mode: 'incremental', by: 'moment', ...refresh },
    lookups: { member_key: drawLookup(member, { on: { id: 'member' }, asOf: 'moment', ...lookup }) },
  })

const byTime = sale('by_time', {})
const byNumber = sale('by_number', { by: 'no', mode: 'append' })
const facts = [byTime, byNumber, sale('by_latest', {}, { asOf: latest })]

describe.each(ways('duckdb'))('a dimension that changes behind facts ($way)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())
  beforeEach(async () => {
    for (const table of ['member WHERE member_key > 0', 'by_time', 'by_number', 'etl_watermark'])
      await world.execute(`DELETE FROM ${table}`).catch(() => undefined)
  })

  /** What a load of these rows warns of; the facts were read up to 2024-06-01. */
  const warned = async (...rows: readonly (readonly [id: number, name: string, since: string, until?: string])[]) => {
    await world.fill(
      'member',
      'id integer, name varchar, city varchar, since timestamp, until timestamp',
      rows.map(([id, name, since, until = null]) => [id, name, 'x', `${since} 00:00:00`, until && `${until} 00:00:00`]),
    )
    const { status, notes } = await world.load(member, { facts, at: '2024-07-01' })
    expect(status).toBe('done')
    return notes.behind
  }
  const readFacts = async () => {
    await world.fill('sale', 'no integer, member integer, moment timestamp', [[1, 1, '2024-05-01 00:00:00']])
    for (const fact of facts.slice(0, 2)) expect((await world.load(fact)).status).toBe('done')
    await world.execute("UPDATE etl_watermark SET read_to = '2024-06-01 00:00:00.000000' WHERE unit = 'by_time'")
    await world.execute("UPDATE etl_watermark SET written_at = '2024-04-01 00:00:00' WHERE unit = 'by_number'")
  }

  it('before a fact has read anything there is nothing to warn of', async () => {
    expect(await warned([1, 'a', '2020-01-01'], [2, 'b', '2020-01-01'])).toBeUndefined()
    expect(await warned([1, 'z', '2021-01-01'])).toBeUndefined()
  })

  it.each<[string, readonly (readonly [number, string, string, string?])[], Record<string, number> | undefined]>([
    ['nothing changes', [[1, 'a', '2020-01-01']], undefined],
    ['a version begins after all that was read', [[1, 'b', '2024-06-01']], undefined],
    ['a version begins before it', [[1, 'b', '2024-05-31']], { by_time: 1 }],
    ['of an integer, before it was written', [[1, 'b', '2024-03-31']], { by_time: 1, by_number: 1 }],
    ['one is spliced in', [[1, 'c', '2019-01-01']], { by_time: 1, by_number: 1 }],
    ['one is ended', [[1, 'a', '2020-01-01', '2024-05-01']], { by_time: 1 }],
    [
      'members are counted, not versions',
      [
        [1, 'b', '2024-05-01'],
        [1, 'c', '2024-05-02'],
        [2, 'z', '2024-05-01'],
      ],
      { by_time: 2 },
    ],
    ['a new member is no news: what missed it is mended', [[9, 'n', '2020-01-01']], undefined],
  ])('%s', async (_, rows, expected) => {
    await warned([1, 'a', '2020-01-01'], [2, 'b', '2020-01-01'])
    await readFacts()
    expect(await warned(...rows)).toEqual(expected)
  })
})
