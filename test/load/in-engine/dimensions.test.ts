import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine, Session } from '../../../loader/engine/index.ts'
import type { DimensionShape } from '../../../loader/model/index.ts'
import {
  date,
  decimal,
  inferred,
  integer,
  natural,
  nullable,
  timestamp,
  varchar,
} from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawDimension, drawSource } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'

const fields = {
  id: integer(),
  part: varchar(5),
  name: varchar(4),
  city: nullable(varchar(4)),
  price: nullable(decimal(9, 3)),
  since: nullable(timestamp()),
  on_day: nullable(date()),
}
const types = 'id bigint, part varchar, name varchar, city varchar, price decimal(9,3), since timestamp, on_day date'
const columns = {
  id: natural(integer()),
  part: natural(varchar(3)),
  name: varchar(4),
  city: nullable(varchar(4)),
  price: nullable(decimal(5, 2)),
}
const attributes = { name: 'type2', city: 'type1', price: 'latest' } as const

type Shape = Parameters<typeof drawDimension>[1]

const shapes: readonly (readonly [title: string, shape: Shape])[] = [
  ['from the execution time', {}],
  ['from a date', { effectiveFrom: 'since' }],
  ['from a day, by the day', { effectiveFrom: 'on_day', keep: 'day' }],
  ['from a date, by the day', { effectiveFrom: 'since', keep: 'day', future: 'accept' }],
  ['without history', { keep: 'nothing', attributes: { name: 'type1', city: 'type1', price: 'type0' } }],
  ['with inferred members', { effectiveFrom: 'since', columns: { ...columns, ...inferred() } }],
]

const draw = (name: string, shape: Shape): DimensionShape =>
  drawDimension(name, { columns, attributes, source: drawSource('thing', fields), ...shape })

type Row = readonly (string | number | null)[]

/** By column: what a plain row may hold, so that loads meet what is stored, and something odd. */
const values: readonly (readonly [plain: Row, odd: Row])[] = [
  [
    [1, 2, 3, 4],
    [null, '2147483648'],
  ],
  [['a', 'b'], ['long']],
  [
    ['N', 'M'],
    ['longer', null],
  ],
  [['x', null], ['y']],
  [
    ['1', '1.10', null],
    ['1.001', '999.999'],
  ],
  [
    ['2020-01-01', '2020-01-02 10:00:00'],
    [null, '0999-12-31', '2020-06-03', '2020-06-02', '9999-12-31', 'infinity'],
  ],
  [
    ['2020-01-01', '2020-01-02'],
    [null, '0999-12-31', '2020-06-02', '2020-06-03'],
  ],
]

/** The rows of one load: few members, most of them once; in one column, if in any, something odd now and then. */
const rows = fc
  .tuple(fc.constantFrom(-1, -1, -1, 0, 1, 2, 3, 4, 5, 5, 5, 6, 6, 6), fc.constantFrom(0, 0, 1))
  .chain(([oddAt, repeated]) => {
    const cells = values.map(([plain, odd], at) => fc.constantFrom(...plain, ...(at === oddAt ? odd : [])))
    const once = fc.uniqueArray(fc.tuple(...cells), { maxLength: 5, selector: ([id, part]) => `${id} ${part}` })
    return once.map((lines): readonly Row[] => [...lines, ...lines.slice(0, repeated)])
  })

describe.each(engines.filter(({ name }) => name === 'duckdb'))(
  'dimensions made where their rows are ($name)',
  (engine) => {
    let world: World
    beforeAll(async () => {
      world = await makeWorld(engine)
    })
    afterAll(() => world[Symbol.asyncDispose]())

    async function told(dimension: DimensionShape, at: string, byRows: boolean) {
      const { status, counts, notes, error } = await world.load(dimension, { at, byRows })
      const names = Object.keys(dimension.table.columns).filter((name) => !name.endsWith('_run'))
      return {
        ...{
          status,
          counts,
          notes,
          error: error instanceof Error ? error.message.replaceAll(dimension.name, 'it') : null,
        },
        rows: await world.rows(dimension.table, names.join()),
        rejects: await world.rejects(dimension.name),
        staged: await world.query("SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '%\\_s' ESCAPE '\\'"),
      }
    }

    /** Loads a dimension of this shape row by row, and another one by joins, of the same rows. `between`: what happens to its table before each load but the first. */
    async function compare(shape: Shape, loads: readonly (readonly Row[])[], between?: (table: string) => string) {
      const [byRows, byJoins] = [draw('by_rows', shape), draw('by_joins', shape)]
      for (const { table } of [byRows, byJoins]) {
        await world.execute(`DROP TABLE IF EXISTS ${table.name}`)
        await world.execute(`DELETE FROM etl_key WHERE table_name = '${table.name}'`)
      }
      for (const [day, lines] of loads.entries()) {
        await world.fill('thing', types, lines)
        if (between !== undefined && day > 0)
          for (const { table } of [byRows, byJoins]) await world.execute(between(table.name))
        const at = `2020-06-0${day + 1}`
        const [one, other] = [await told(byRows, at, true), await told(byJoins, at, false)]
        expect(other).toEqual(one)
      }
    }

    it.each(shapes)('are the same as row by row: %s', async (_, shape) => {
      const loads = fc.array(rows, { minLength: 2, maxLength: 3 })
      await fc.assert(
        fc.asyncProperty(loads, (of) => compare(shape, of)),
        { numRuns: 2 },
      )
    })

    const dated: Shape = { effectiveFrom: 'since' }
    const at = (since: string | null): Row => [1, 'a', 'N', null, '1', since, null]
    it.each(values[5]?.[1] ?? [])('a row dated %s, and one that is in order', (since) =>
      compare(dated, [[at(since as string | null), [2, ...at('2020-01-01').slice(1)]]]),
    )

    it('a late row of the same content, an ended version, one that is inferred yet, the end of time', async () => {
      await compare({ ...dated, keep: 'day', future: 'accept' }, [[at('9999-12-31')], [at('9999-12-30')]])
      await compare(dated, [[at('2020-01-02')], [at('2020-01-01')]])
      await compare(
        dated,
        [[at('2020-01-02')], [at('2020-01-03')]],
        (table) => `UPDATE ${table} SET valid_to = '2020-01-03', is_current = false WHERE ${table}_key > 0`,
      )
      const guessed: Shape = { ...dated, columns: { ...columns, ...inferred() } }
      await compare(
        guessed,
        [[at('2020-01-02')], [at('2020-01-02')]],
        (table) => `UPDATE ${table} SET is_inferred = true WHERE ${table}_key > 0`,
      )
    })

    it('the source is read once, also where a member changes', async () => {
      const origin = withoutReading(world.origin)
      const changed: Row = [1, 'a', 'M', null, '1', null, null]
      for (const row of [at(null), changed]) {
        await world.fill('thing', types, [row, [2, ...row.slice(1)]])
        const { error, counts } = await world.load(draw('once', {}), { origin })
        expect([error, counts.read]).toEqual([undefined, 2])
      }
    })

    it('a query that writes itself is read row by row', async () => {
      await world.source('CREATE SEQUENCE numbers')
      await world.fill('thing', types, [at(null)])
      const text = "SELECT * REPLACE (nextval('numbers') AS id) FROM thing"
      const dimension = draw('numbered', {
        source: { ...drawSource('thing', fields), sql: { parts: [text], values: [] } },
      })
      expect(await world.load(dimension)).toMatchObject({ status: 'done', counts: { new: 1 } })
    })

    it('members that are new or stay as they are need not be read', async () => {
      const unread = withoutReading(world.warehouse)
      const dimension = draw('unread', {})
      const load = async (...lines: readonly Row[]) => {
        await world.fill('thing', types, lines)
        const { status, counts } = await world.load(dimension, { warehouse: unread })
        return [status, counts.new, counts.unchanged]
      }
      const one: Row = [1, 'a', 'N', null, '1', null, null]
      const two: Row = [2, 'a', 'N', null, null, null, null]
      expect(await load(one, two)).toEqual(['done', 2, 0])
      expect(await load([3, ...two.slice(1)], one)).toEqual(['done', 1, 1])
      expect(await load([1, 'a', 'M', null, '1', null, null])).toEqual(['failed', 0, 0])
    })
  },
)

/** Whose sessions can do all but read. */
function withoutReading(engine: Engine): Engine {
  const read = () => {
    throw new Error('It is read.')
  }
  const unread = (session: Session) =>
    new Proxy(session, { get: (_, name) => (name === 'read' ? read : Reflect.get(session, name)) })
  return { ...engine, connect: async () => unread(await engine.connect()) }
}
