import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { degenerate, integer, measure, nullable, varchar } from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawFact, drawSource } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'

type Row = readonly [order: number, line: number, amount: string | null, place: number | null]

const sale = (order: readonly string[]) =>
  drawFact('sale', {
    columns: { order_id: degenerate(integer()), line: degenerate(integer()), amount: measure(nullable(varchar(5))) },
    grain: ['order_id', 'line'],
    order,
    source: drawSource('sale', {
      order_id: integer(),
      line: integer(),
      amount: nullable(varchar(5)),
      place: nullable(integer()),
    }),
  })

interface Told {
  readonly rows: readonly string[]
  readonly counts: Readonly<Record<'new' | 'duplicate' | 'superseded' | 'rejected', number>>
}

/** KIMBALL.md, Grain, word for word and by brute force. */
function oracle(rows: readonly Row[], ordered: boolean): Told {
  const grains = Map.groupBy(rows, ([order, line]) => `${order} | ${line}`)
  const told = { rows: [] as string[], counts: { new: 0, duplicate: 0, superseded: 0, rejected: 0 } }
  for (const [grain, same] of grains) {
    const places = Map.groupBy(same, ([, , , place]) => (ordered ? place : 0))
    if ([...places.values()].some((tied) => new Set(tied.map(([, , amount]) => amount)).size > 1)) {
      told.counts.rejected += same.length
      continue
    }
    told.counts.new += 1
    told.counts.duplicate += same.length - places.size
    told.counts.superseded += places.size - 1
    // NULL comes first in an order.
    const last = [...places.keys()].reduce((a, b) => ((a ?? -1) > (b ?? -1) ? a : b))
    told.rows.push(`${grain} | ${places.get(last)?.[0]?.[2] ?? '-'}`)
  }
  return { ...told, rows: told.rows.toSorted() }
}

describe.each(engines)('rows of one grain ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  async function load(rows: readonly Row[], order: readonly string[], batchRows: number): Promise<Told> {
    await world.fill('sale', 'order_id integer, line integer, amount varchar, place integer', rows)
    const outcome = await world.load(sale(order), { acceptShrink: true, batchRows })
    const { new: made, duplicate, superseded, rejected, read } = outcome.counts
    if (read !== rows.length) throw outcome.error
    expect(read).toBe(rows.length)
    if (rows.length > 0 && rejected === rows.length) {
      // Every row rejected: nothing is published.
      expect(outcome.error).toMatchObject({ code: 'too-many-rejects' })
      return { rows: [], counts: { new: made, duplicate, superseded, rejected } }
    }
    expect(outcome.error).toBeUndefined()
    const drawn = await world.rows(sale(order).table, 'order_id, line, amount')
    return { rows: drawn.toSorted(), counts: { new: made, duplicate, superseded, rejected } }
  }

  const drawn: readonly Row[] = [
    [1, 1, 'a', 1],
    [1, 2, 'b', 1],
    [2, 1, 'c', 1],
    [1, 1, 'a', 1],
    [1, 2, 'B', 1],
    [2, 1, 'c', 2],
    [2, 2, null, 1],
    [2, 2, null, 1],
    [3, 1, 'd', 9],
    [3, 1, 'e', 10],
    [3, 1, 'f', null],
    [4, 1, 'x', 1],
  ]

  it.each([1000, 5, 1])('equal ones are one, others go to quarantine all; batches of %i', async (batchRows) => {
    const { rows, counts } = await load(drawn, [], batchRows)
    expect(rows).toEqual(['1 | 1 | a', '2 | 1 | c', '2 | 2 | -', '4 | 1 | x'])
    expect(counts).toEqual({ new: 4, duplicate: 3, superseded: 0, rejected: 5 })
    expect(await world.rejects('sale')).toEqual(
      [
        ['1', '2', '"B"'],
        ['1', '2', '"b"'],
        ['3', '1', '"d"'],
        ['3', '1', '"e"'],
        ['3', '1', '"f"'],
      ].map(([order, line, amount]) =>
        expect.stringContaining(
          `duplicate | order_id=${order}, line=${line} | {"order_id":${order},"line":${line},"amount":${amount},`,
        ),
      ),
    )
  })

  it.each([1000, 5])('the last by order wins, the others are superseded; batches of %i', async (batchRows) => {
    const { rows, counts } = await load(drawn, ['place'], batchRows)
    expect(rows).toEqual(['1 | 1 | a', '2 | 1 | c', '2 | 2 | -', '3 | 1 | e', '4 | 1 | x'])
    expect(counts).toEqual({ new: 5, duplicate: 2, superseded: 3, rejected: 2 })
  })

  it('more conflicts than rejects.fail: the unit fails, and the first 1000 are told', async () => {
    const rows = Array.from({ length: 1600 }, (_, at): Row => [Math.floor(at / 2), 1, String(at % 2), 1])
    await world.fill('sale', 'order_id integer, line integer, amount varchar, place integer', [
      ...rows,
      [9999, 1, 'x', 1],
    ])
    const { error, counts } = await world.load({ ...sale([]), rejects: { warn: 0, fail: 0.5 } }, { batchRows: 500 })
    expect(error).toMatchObject({ code: 'too-many-rejects' })
    expect(counts).toMatchObject({ read: 1601, new: 1, rejected: 1600 })
    const told = await world.rejects('sale')
    expect(told).toHaveLength(1000)
    expect(told[0]).toMatch(/^duplicate \| order_id=0, line=1 \| .* \| lost$/)
  })

  it('leaves no table beside the fact, and the same again gives the same', async () => {
    await load(drawn, [], 5)
    const all = 'order_id, line, amount, inserted_run'
    const before = (await world.rows(sale([]).table, all)).map((line) => line.replace(/\d+$/, ''))
    await load(drawn, [], 3)
    expect((await world.rows(sale([]).table, all)).map((line) => line.replace(/\d+$/, ''))).toEqual(before)
    await using session = await world.warehouse.connect()
    expect(await session.tablesLike('sale_')).toEqual([])
  })

  it('agrees with brute force, whatever the batches', async () => {
    const row = fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 2 }),
      fc.constantFrom('a', 'a ', 'A', '', null),
      fc.constantFrom(1, 2, 10, null),
    )
    const met = { new: 0, duplicate: 0, superseded: 0, rejected: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 12 }),
        fc.boolean(),
        fc.integer({ min: 1, max: 5 }),
        async (rows, ordered, batchRows) => {
          const expected = oracle(rows, ordered)
          const { rows: found, counts } = await load(rows, ordered ? ['place'] : [], batchRows)
          expect(counts).toEqual(expected.counts)
          if (expected.rows.length > 0) expect(found).toEqual(expected.rows)
          for (const name of Object.keys(met) as (keyof typeof met)[]) met[name] += counts[name] > 0 ? 1 : 0
        },
      ),
      // What chance may leave out of so few cases is among them always.
      {
        numRuns: 25,
        examples: [1, 5]
          .flatMap((batchRows) => [[[...drawn], false, batchRows] as const, [[...drawn], true, batchRows] as const])
          .map((one) => [...one]),
      },
    )
    expect(Math.min(...Object.values(met))).toBeGreaterThan(1)
  }, 60_000)
})
