import { expect, it } from 'vitest'
import { latest, type SourceShape } from '../../loader/model/index.ts'
import {
  type Cell,
  type Cells,
  decimal,
  degenerate,
  integer,
  measure,
  natural,
  nullable,
  reference,
  type Table,
} from '../../loader/schema/index.ts'
import { drawDimension, drawFact, drawLookup, drawSource } from '../load/world/shapes.ts'
import { type EnginePair, pairs, sharedOut } from '../servers/index.ts'
import { type Journey, journeys, reject } from './journeys.ts'
import { describePairs, type Pair } from './pairs.ts'

const NOT_APPLICABLE = -2
const ERROR = -3

/** Loads the values as members, twice, then a fact that looks them up and measures them. */
async function travel({ world, from }: Pair, journey: Journey, table: string): Promise<void> {
  const { column, declared = column, values } = journey
  const loaded = values.map(([, expected]) => expected !== reject && expected !== null)
  await world.fill(
    table,
    `no INTEGER, value ${journey.type[from]}, held ${journey.type[from]}`,
    // What cannot be held is looked up alone; as a measure it would keep its row out.
    values.map(
      ([value], no): Cells => (isExpression(value) ? [no, null, null] : [no, value, loaded[no] ? value : null]),
    ),
  )
  for (const [no, [value]] of values.entries()) {
    if (!isExpression(value)) continue
    await world.source(`UPDATE ${table} SET value = ${value.sql}${loaded[no] ? ', held = value' : ''} WHERE no = ${no}`)
  }

  const members = drawDimension(`${table}_dim`, {
    columns: { id: natural(column), name: nullable(column) },
    attributes: { name: 'type2' },
    source: read(table, 'value AS id, value AS name', { id: nullable(declared), name: nullable(declared) }),
  })
  const fact = drawFact(`${table}_fact`, {
    columns: {
      no: degenerate(integer()),
      member_key: reference(members.table as Table),
      held: measure(nullable(column)),
    },
    grain: ['no'],
    source: read(table, 'no, value, held', { no: integer(), value: nullable(declared), held: nullable(declared) }),
    lookups: { member_key: drawLookup(members, { on: { id: 'value' }, asOf: latest }) },
  })

  const good = values.filter((_, no) => loaded[no]).map(([, expected]) => expected as Cell)
  const rejected = values.length - good.length
  const first = await world.load(members, { at: '2020-01-01' })
  expect(first.error).toBeUndefined()
  expect(first.counts).toMatchObject({ read: values.length, new: good.length, rejected })
  expect(first.counts.duplicate).toBe(0)
  const again = await world.load(members, { at: '2020-02-01' })
  expect(again.counts).toMatchObject({ read: values.length, unchanged: good.length, new: 0, version: 0, rejected })
  expect(await world.rejects(`${table}_dim`)).toEqual(
    values
      .filter((_, no) => !loaded[no])
      .map(([, expected]) => expect.stringMatching(expected === null ? /^null-key / : /^type /)),
  )

  const stored = await world.cells(members.table, [`${table}_dim_key`, 'id', 'name'], `${table}_dim_key > 0`)
  const byKey = new Map(stored.map(([key, id, name]) => [key, [id, name]]))
  expect(new Set(byKey.values().map(([id]) => id))).toEqual(new Set(good))
  expect((await world.load(fact)).error).toBeUndefined()
  const facts = await world.cells(fact.table, ['no', 'member_key', 'held'])
  expect(facts.map(([no, key, held]) => [no, byKey.get(key as number) ?? key, held])).toEqual(
    values.map(([, expected], no) => {
      if (expected === reject) return [no, ERROR, null]
      return expected === null ? [no, NOT_APPLICABLE, null] : [no, [expected, expected], expected]
    }),
  )
}

function isExpression(value: unknown): value is { readonly sql: string } {
  return typeof value === 'object' && value !== null
}

function read(table: string, list: string, columns: SourceShape['columns']): SourceShape {
  const source = drawSource(table, columns as never)
  return { ...source, sql: { parts: [`SELECT ${list} FROM ${table}`], values: [] } }
}

function fits({ type, to }: Journey, pair: EnginePair): boolean {
  return type[pair.from.name] !== undefined && (to ?? [pair.to.name]).includes(pair.to.name)
}

describePairs(
  'from $source into $warehouse, as natural key, attribute, measure and in a lookup',
  (pair, engines) => {
    const here = sharedOut(journeys, engines, fits, ({ to }) => to !== undefined)

    it.each(here.map((journey, at) => [journey.title, journey, `journey_${at}`] as const))(
      'FAULTS %s',
      async (_, journey, table) => {
        await travel(pair, journey, table)
      },
    )

    it('FAULTS 2: sums past 2^53 are those of the source, digit for digit', async () => {
      const { world } = pair
      const amounts = ['9007199254740993.01', '0.01', '-0.02', '9007199254740993.99']
      await world.fill(
        'amounts',
        'no INTEGER, amount DECIMAL(20,2)',
        amounts.map((amount, no): Cells => [no, amount]),
      )
      const source = drawSource('amounts', { no: integer(), amount: decimal(20, 2) })
      const lines = drawFact('amount_line', {
        columns: { no: degenerate(integer()), amount: measure(decimal(20, 2)) },
        grain: ['no'],
        source,
      })
      const totals = drawFact('amount_total', {
        columns: { no: degenerate(integer()), amount: measure(decimal(38, 2)) },
        grain: ['no'],
        source: read('amounts', '0 AS no, SUM(amount) AS amount', { no: integer(), amount: decimal(38, 2) }),
      })
      for (const fact of [lines, totals]) expect((await world.load(fact)).error).toBeUndefined()
      expect(await world.query('SELECT CAST(SUM(amount) AS DECIMAL(38,2)) FROM amount_line')).toEqual([
        ['18014398509481986.99'],
      ])
      expect(await world.rows(totals.table, 'amount')).toEqual(['18014398509481986.99'])
    })
  },
  pairs,
)
