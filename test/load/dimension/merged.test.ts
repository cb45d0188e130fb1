import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { integer, natural, nullable, timestamp, varchar } from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawDimension, drawSource } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'

const fields = {
  id: nullable(varchar(9)),
  part: nullable(integer()),
  name: varchar(9),
  city: nullable(varchar(9)),
  since: nullable(timestamp()),
  rank: nullable(integer()),
}
const drawn = (name: string) =>
  drawDimension(name, {
    columns: { id: natural(varchar(9)), part: natural(integer()), name: varchar(3), city: nullable(varchar(9)) },
    effectiveFrom: 'since',
    order: ['rank'],
    deletes: 'close',
    maxDeleteShare: 1,
    source: drawSource('shop_rows', fields),
  })
const [hashed, merged] = [drawn('hashed'), drawn('merged')]

const day = (number: number) => `2020-01-${String(number).padStart(2, '0')} 00:00:00`
const row = fc.tuple(
  fc.constantFrom('a', 'A', 'a ', 'ä', 'b', '', null),
  fc.constantFrom(1, 2, null),
  fc.constantFrom('N', 'M', 'O', 'too long'),
  fc.constantFrom('x', 'y', '\u0000\t"\\', null),
  fc.oneof(
    { weight: 9, arbitrary: fc.integer({ min: 1, max: 12 }).map(day) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  fc.constantFrom(1, 2, null),
)
// Many rows of few members, so that a few loads meet everything that may become of them.
const load = fc.array(row, { minLength: 25, maxLength: 40, size: 'max' })

let world: World
beforeAll(async () => {
  const [duckdb] = engines
  if (duckdb === undefined) throw new Error('DuckDB is always here.')
  world = await makeWorld(duckdb)
})
afterAll(() => world[Symbol.asyncDispose]())

it('a merge does what pairing in memory does: versions, keys, counts, notes and rejects', async () => {
  const met = { version: 0, overwritten: 0, duplicate: 0, rejected: 0, closed: 0, reopened: 0, spliced: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(load, { minLength: 3, maxLength: 3 }), async (loads) => {
      for (const { table } of [hashed, merged]) {
        await world.execute(`DROP TABLE IF EXISTS ${table.name}`)
        await world.execute(`DELETE FROM etl_key WHERE table_name = '${table.name}'`).catch(() => undefined)
      }
      for (const [at, rows] of loads.entries()) {
        const columns = 'id varchar, part integer, name varchar, city varchar, since timestamp, rank integer'
        // One that is never rejected: a load that rejects every row fails.
        await world.fill('shop_rows', columns, [['z', 1, 'N', 'x', day(1), 1], ...rows, ...rows.slice(0, 3)])
        const one = await world.load(hashed, { at: `2020-02-0${at + 1}`, byRows: true })
        const other = await world.load(merged, { at: `2020-02-0${at + 1}`, byRows: true, lookupMemory: 1 })
        expect(one.error).toBeUndefined()
        expect(other.error).toBeUndefined()
        const { overMemory, ...notes } = other.notes
        expect(overMemory?.dimensions).toEqual(['merged'])
        expect([other.counts, notes, await told(merged.name)]).toEqual([one.counts, one.notes, await told(hashed.name)])
        expect(await versions('merged')).toEqual(await versions('hashed'))
        const { version, overwritten, duplicate, rejected } = one.counts
        const { closed = 0, reopened = 0, spliced } = one.notes
        for (const [name, count] of Object.entries({
          version,
          overwritten,
          duplicate,
          rejected,
          closed,
          reopened,
          spliced,
        }))
          met[name as keyof typeof met] += count
      }
    }),
    { numRuns: 3 },
  )
  expect(Object.entries(met).filter(([, count]) => count === 0)).toEqual([])
}, 60_000)

async function versions(name: 'merged' | 'hashed'): Promise<readonly string[]> {
  const { table } = name === 'merged' ? merged : hashed
  return await world.rows(table, `${name}_key id part name city valid_from valid_to is_current version`)
}

async function told(unit: string): Promise<readonly string[]> {
  const rows = await world.query(
    `SELECT reason, row_key, row_json, message FROM etl_reject WHERE unit = '${unit}' AND run_id = (SELECT MAX(run_id) FROM etl_reject WHERE unit = '${unit}')`,
  )
  return rows.map((row) => row.map(String).join(' | ')).sort()
}
