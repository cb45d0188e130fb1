import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, openEngine, type Session } from '../../../loader/engine/index.ts'
import { indexBytes } from '../../../loader/load/lookup/index-bytes.ts'
import { Lookups } from '../../../loader/load/lookup/lookups.ts'
import { dimensionPlan } from '../../../loader/load/star/table-plan.ts'
import { integer, natural, varchar } from '../../../loader/schema/index.ts'
import { drawDimension } from '../world/shapes.ts'

const { signal } = new AbortController()
const small = drawDimension('small')
const large = drawDimension('large')
const texts = drawDimension('texts', {
  keep: 'nothing',
  columns: { code: natural(varchar(99)), part: natural(integer()), name: varchar(9) },
  attributes: { name: 'type1' },
})

let warehouse: Engine
let session: Session
beforeAll(async () => {
  warehouse = await openEngine('duckdb::memory:')
  session = await warehouse.connect()
  for (const { table } of [small, large, texts])
    for (const sql of session.dialect.createTable(dimensionPlan(table))) await session.execute(sql)
  const member = "i, i, 'N', NULL, TIMESTAMP '2020-01-01', TIMESTAMP '9999-12-31', true, 1, 1, 1"
  await session.execute(`INSERT INTO small SELECT ${member} FROM range(1, 11) AS r(i)`)
  await session.execute(`INSERT INTO large SELECT ${member} FROM range(1, 101) AS r(i)`)
  await session.execute("INSERT INTO texts SELECT i, repeat('x', 60), i, 'N', 1, 1 FROM range(-3, 11) AS r(i)")
})
afterAll(async () => {
  await session[Symbol.asyncDispose]()
  await warehouse[Symbol.asyncDispose]()
})

describe('memory of lookups', () => {
  it('counts rows, and the text of their keys', async () => {
    expect(await indexBytes(session, small.table)).toEqual({ perVersion: 190, all: 1900 })
    expect(await indexBytes(session, texts.table)).toEqual({ perVersion: 295, all: 14 * 295 })
  })

  // 1900, 4130 and 19,000 bytes.
  it.each([
    [25_030, []],
    [25_029, ['large']],
    [8_040, ['large']],
    [8_039, ['texts', 'large']],
    [2_533, ['small', 'texts', 'large']],
  ])('with %i bytes the smallest dimensions are in it while three quarters of it hold them', async (bytes, staged) => {
    await using lookups = await Lookups.open([large, small, texts, large], { warehouse, signal, lookupMemory: bytes })
    expect(lookups.over).toEqual(staged.length === 0 ? null : { dimensions: staged, bytes: 25_030 })
    for (const { table } of [small, large, texts]) {
      const found = lookups.index(table.name).members.size
      expect([table.name, found > 0]).toEqual([table.name, !staged.includes(table.name)])
    }
  })

  it('takes as many batches at once as its memory holds the members of', async () => {
    const rows = (from: number) => ({ read: 1, rows: [[from]], rejects: [], rejected: [] })
    async function* batches() {
      for (let at = 1; at <= 40; at++) yield rows(at)
    }
    const together: number[] = []
    // A quarter of it holds five versions.
    await using lookups = await Lookups.open([large], { warehouse, signal, lookupMemory: 4 * 5 * 190 })
    const looked: number[] = []
    let most = 0
    const asked = lookups.looking(batches(), (_, [row], keys) => {
      const id = Number(row?.[0])
      keys.set(id, [id])
      together.push(id)
    })
    for await (const batch of asked) {
      const id = Number(batch.rows[0]?.[0])
      looked.push(id)
      const { members } = lookups.index('large')
      expect([id, members.find(id) >= 0]).toEqual([id, true])
      most = Math.max(most, members.size)
    }
    expect(most).toBe(5)
    expect(looked).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
    expect(together).toEqual(looked)
  })
})
