import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareUnit } from '../../../loader/load/prepare-unit.ts'
import { period, sql, type UnitDefinition } from '../../../loader/model/index.ts'
import { degenerate, integer, measure } from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawFact, drawSource } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'

const line = drawFact('line', {
  columns: { no: degenerate(integer()), amount: measure(integer()) },
  grain: ['no'],
  source: drawSource('lines', { no: integer(), amount: integer() }),
})

describe.each(engines)('a view over a fact ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
    await world.fill('lines', 'no integer, amount integer', [[1, 10]])
  })
  afterAll(() => world[Symbol.asyncDispose]())

  const context = () => ({
    warehouse: world.warehouse,
    source: async () => world.origin,
    signal: new AbortController().signal,
  })

  it('sees the new rows, or the load is refused before it reads, naming it', async () => {
    expect((await world.load(line)).error).toBeUndefined()
    await world.execute('CREATE VIEW seen AS SELECT SUM(amount) AS total FROM line')
    await world.fill('lines', 'no integer, amount integer', [[1, 20]])
    if (world.warehouse.dialect.swapObstacles('line') === null) {
      await prepareUnit(line, context())
      expect((await world.load(line)).error).toBeUndefined()
    } else {
      const refused = {
        code: 'dependent-objects',
        message: expect.stringContaining(
          "its table line is built anew and cannot take the live one's place because of: view seen.",
        ),
      }
      await expect(prepareUnit(line, context())).rejects.toMatchObject(refused)
      expect(await world.load(line)).toMatchObject({ status: 'failed', error: refused, counts: { read: 0 } })
      expect((await world.query('SELECT total FROM seen')).map(([total]) => Number(total))).toEqual([10])
      await world.execute('DROP VIEW seen')
      expect((await world.load(line)).error).toBeUndefined()
      await world.execute('CREATE VIEW seen AS SELECT SUM(amount) AS total FROM line')
    }
    expect((await world.query('SELECT total FROM seen')).map(([total]) => Number(total))).toEqual([20])
    await world.execute('DROP VIEW seen')
  })

  it('over one that goes by windows: only where the next load swaps', async () => {
    const visit = drawFact('visit', {
      columns: { no: degenerate(integer()), amount: measure(integer()) },
      grain: ['no'],
      source: {
        from: 'shop',
        columns: { no: integer(), amount: integer() },
        sql: sql`SELECT no, amount FROM visits WHERE no >= ${period.from} AND no < ${period.to}`,
      },
      refresh: { mode: 'incremental', by: 'no' },
    })
    const visits = (...rows: readonly (readonly [number, number])[]) =>
      world.fill('visits', 'no integer, amount integer', rows)
    const total = async () => (await world.query('SELECT total FROM visited')).map(([sum]) => Number(sum))
    const swaps = world.warehouse.dialect.swapObstacles('visit') === null
    /** The load that would swap, and the proof before it. */
    const refusedOrDone = async (unit: UnitDefinition, fullRefresh: boolean) => {
      const refused = { code: 'dependent-objects', message: expect.stringContaining('because of: view visited.') }
      const proof = prepareUnit(unit, { ...context(), fullRefresh })
      if (swaps) {
        await proof
        expect((await world.load(unit, { fullRefresh })).error).toBeUndefined()
      } else {
        await expect(proof).rejects.toMatchObject(refused)
        expect(await world.load(unit, { fullRefresh })).toMatchObject({ error: refused, counts: { read: 0 } })
        await world.execute('DROP VIEW visited')
        expect((await world.load(unit, { fullRefresh })).error).toBeUndefined()
        await world.execute('CREATE VIEW visited AS SELECT SUM(amount) AS total FROM visit')
      }
    }
    await visits()
    await world.load(visit)
    await world.execute('CREATE VIEW visited AS SELECT SUM(amount) AS total FROM visit')
    await visits([1, 10])
    await refusedOrDone(visit, false)
    expect(await total()).toEqual([10])
    // From here on rows are put into the table that the view sees.
    await visits([2, 5])
    await prepareUnit(visit, context())
    expect((await world.load(visit)).error).toBeUndefined()
    expect(await total()).toEqual([15])
    await visits([1, 11], [2, 5])
    await refusedOrDone(visit, true)
    expect(await total()).toEqual([16])
    await world.execute('DROP VIEW visited')
  })
})
