import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FactShape } from '../../../loader/model/index.ts'
import { decimal, degenerate, integer, measure, nullable } from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawFact, drawSource } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'

const sale = (options: Partial<FactShape> = {}): FactShape =>
  drawFact('sale', {
    columns: { id: degenerate(integer()), amount: measure(nullable(decimal(12, 2))) },
    grain: ['id'],
    indexes: [['amount']],
    source: drawSource('sale', { id: integer(), amount: nullable(decimal(12, 2)) }),
    ...options,
  })

describe.each(engines)('the rebuild of a fact ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
  })
  afterAll(() => world[Symbol.asyncDispose]())

  /** `rows` good ones, then `bad` ones. */
  const fill = (rows: number, bad = 0) =>
    world.fill('sale', 'id varchar, amount varchar', [
      ...Array.from({ length: rows }, (_, at) => [at + 1, '1.50'] as const),
      ...Array.from({ length: bad }, () => ['x', '1.50'] as const),
    ])
  const count = async () => Number((await world.query('SELECT COUNT(*) FROM sale'))[0]?.[0])
  const status = async () =>
    (
      await world.query(
        "SELECT status, error_code, rows_read, rows_new, rejected FROM etl_unit_run WHERE unit = 'sale' ORDER BY unit_number DESC LIMIT 1",
      )
    )[0]?.map((value) =>
      typeof value === 'bigint' ? Number(value) : /^\d+$/.test(String(value)) ? Number(value) : value,
    )

  it.each([
    // live, rebuilt, accepted, code
    [0, 0, false, null],
    [0, 10, false, null],
    [10, 8, false, null],
    [8, 6, false, 'shrunken'],
    [8, 0, false, 'shrunken'],
    [8, 6, true, null],
    [6, 0, true, null],
    [0, 15, false, null],
    [15, 12, false, null],
    [12, 9, false, 'shrunken'],
  ] as const)('from %i rows to %i (accepted: %s): %s', async (live, rebuilt, acceptShrink, code) => {
    await fill(rebuilt)
    const outcome = await world.load(sale(), { acceptShrink })
    expect((outcome.error as { code?: string } | undefined)?.code ?? null).toBe(code)
    expect(await count()).toBe(code === null ? rebuilt : live)
    expect(await status()).toEqual(
      code === null ? ['done', null, rebuilt, rebuilt, 0] : ['failed', code, rebuilt, rebuilt, 0],
    )
  })

  it('exactly maxShrink passes, one row more does not; rejected rows count as missing', async () => {
    await fill(20)
    await world.load(sale(), { acceptShrink: true })
    await fill(13, 7)
    expect((await world.load(sale({ refresh: { mode: 'rebuild', maxShrink: 0.3 } }))).error).toMatchObject({
      code: 'shrunken',
    })
    await fill(14, 6)
    expect((await world.load(sale({ refresh: { mode: 'rebuild', maxShrink: 0.3 } }))).error).toBeUndefined()
    expect(await count()).toBe(14)
  })

  it('maxShrink counts in whole rows, and an empty table is refused whatever it says', async () => {
    await fill(100)
    await world.load(sale(), { acceptShrink: true })
    await fill(71)
    expect((await world.load(sale({ refresh: { mode: 'rebuild', maxShrink: 0.29 } }))).error).toBeUndefined()
    await fill(0)
    const { error } = await world.load(sale({ refresh: { mode: 'rebuild', maxShrink: 1 } }))
    expect(error).toMatchObject({ code: 'shrunken' })
  })

  it.each([
    // good, bad, limits, code, warned
    [99, 1, { warn: 0.01, fail: 0.1 }, null, false],
    [98, 2, { warn: 0.01, fail: 0.1 }, null, true],
    [90, 10, { warn: 0.01, fail: 0.1 }, null, true],
    [89, 11, { warn: 0.01, fail: 0.1 }, 'too-many-rejects', false],
    [1, 9, { warn: 1, fail: 1 }, null, false],
    [0, 10, { warn: 1, fail: 1 }, 'too-many-rejects', false],
  ] as const)('%i rows and %i rejects, limits %o: %s', async (good, bad, rejects, code, warned) => {
    await world.execute('DELETE FROM sale')
    await fill(good, bad)
    const outcome = await world.load(sale({ rejects }))
    expect((outcome.error as { code?: string } | undefined)?.code ?? null).toBe(code)
    expect(outcome.warned).toBe(warned)
    expect(await count()).toBe(code === null ? good : 0)
    expect((await world.rejects('sale')).length).toBe(bad)
  })

  it('readers see the former rows or the new ones, never a table half full or none', async () => {
    await fill(3000)
    expect((await world.load(sale(), { acceptShrink: true })).error).toBeUndefined()
    await fill(4000)
    await using reader = await world.warehouse.connect()
    const seen = new Set<number>()
    let loading = true
    const watching = (async () => {
      while (loading) seen.add(Number((await reader.query('SELECT COUNT(*) FROM sale'))[0]?.[0]))
    })()
    const outcome = await world.load(sale(), { batchRows: 200 })
    loading = false
    await watching
    expect(outcome.error).toBeUndefined()
    seen.add(await count())
    expect([...seen].toSorted((a, b) => a - b)).toEqual([3000, 4000])
  })

  it('rows, markers, counters and rejects commit batch by batch', async () => {
    await fill(10, 2)
    expect((await world.load(sale(), { acceptShrink: true, batchRows: 5 })).error).toBeUndefined()
    const batches = await world.query(
      "SELECT batch, row_count, rows_read, rejected FROM etl_batch WHERE unit = 'sale' AND unit_number = (SELECT MAX(unit_number) FROM etl_batch) ORDER BY batch",
    )
    expect(batches.map((row) => row.map(Number))).toEqual([
      [1, 5, 5, 0],
      [2, 5, 5, 0],
      [3, 0, 2, 2],
    ])
  })

  it('a load that fails half way leaves the live table as it was, tells so, and the next one cleans up', async () => {
    await fill(10)
    await world.load(sale(), { acceptShrink: true })
    await world.fill(
      'sale',
      'id integer, amount varchar',
      Array.from({ length: 12 }, (_, at) => [at + 1, '9.99'] as const),
    )
    const broken = sale({
      source: {
        ...sale().source,
        derive: ({ id }) => {
          if (id === 11) throw new Error('no answer for 11')
          return { more: 1 }
        },
      },
    })
    const outcome = await world.load(broken, { batchRows: 3 })
    expect(outcome).toMatchObject({
      status: 'failed',
      error: { code: 'derive-failed', message: expect.stringContaining('no answer for 11') },
    })
    expect(await world.rows(sale().table, 'id, amount', 'id = 1')).toEqual(['1 | 1.50'])
    expect((await status())?.slice(0, 2)).toEqual(['failed', 'derive-failed'])
    await using session = await world.warehouse.connect()
    expect(await session.tablesLike('sale_')).toHaveLength(1)
    expect((await world.load(sale())).error).toBeUndefined()
    expect(await session.tablesLike('sale_')).toEqual([])
    expect(await world.rows(sale().table, 'id, amount', 'id = 11')).toEqual(['11 | 9.99'])
  })

  it('a cancelled load is told as cancelled and publishes nothing', async () => {
    await fill(10)
    await world.load(sale(), { acceptShrink: true })
    await fill(12)
    const stop = new AbortController()
    const stopping = sale({
      source: {
        ...sale().source,
        derive: ({ id }) => {
          if (id === 11) stop.abort()
          return { more: 1 }
        },
      },
    })
    const outcome = await world.load(stopping, { signal: stop.signal, batchRows: 3 })
    expect(outcome.status).toBe('cancelled')
    expect(await count()).toBe(10)
    expect((await status())?.[0]).toBe('cancelled')
  })

  it('the published table has the keys and indexes of its definition', async () => {
    await fill(1)
    await world.load(sale(), { acceptShrink: true })
    await using session = await world.warehouse.connect()
    if (!session.capabilities.indexes) return
    await expect(session.execute('INSERT INTO sale VALUES (1, 1, 1, 1)')).rejects.toMatchObject({
      code: 'duplicate-key',
    })
    const indexes: Readonly<Record<string, string>> = {
      mysql: "SHOW INDEX FROM sale WHERE Column_name = 'amount'",
      postgres: "SELECT 1 FROM pg_indexes WHERE tablename = 'sale' AND indexdef LIKE '%(amount)%'",
    }
    const rows = await session.query(indexes[engine.name] ?? '')
    expect(rows).toHaveLength(1)
  })
})
