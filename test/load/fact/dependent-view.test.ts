import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepareUnit } from '../../../loader/load/prepare-unit.ts'
import { degenerate, integer, measure } from '../../../loader/schema/index.ts'
import { engines } from '../../servers/index.ts'
import { drawFact, drawSource } from '../world/shapes.ts'
import { makeWorld, type World } from '../world/world.ts'

const line = drawFact('line', {
  columns: { no: degenerate(integer()), amount: measure(integer()) },
  grain: ['no'],
  source: drawSource('lines', { no: integer(), amount: integer() }),
})

describe.each(engines)('a view over a rebuilt fact ($name)', (engine) => {
  let world: World
  beforeAll(async () => {
    world = await makeWorld(engine)
    await world.fill('lines', 'no integer, amount integer', [[1, 10]])
  })
  afterAll(() => world[Symbol.asyncDispose]())

  it('sees the new rows, or the load is refused before it reads, naming it', async () => {
    expect((await world.load(line)).error).toBeUndefined()
    await world.execute('CREATE VIEW seen AS SELECT SUM(amount) AS total FROM line')
    await world.fill('lines', 'no integer, amount integer', [[1, 20]])
    const context = {
      warehouse: world.warehouse,
      source: async () => world.origin,
      signal: new AbortController().signal,
    }
    if (world.warehouse.dialect.swapObstacles('line') === null) {
      await prepareUnit(line, context)
      expect((await world.load(line)).error).toBeUndefined()
    } else {
      const refused = {
        code: 'dependent-objects',
        message: expect.stringContaining(
          "its table line is built anew and cannot take the live one's place because of: view seen.",
        ),
      }
      await expect(prepareUnit(line, context)).rejects.toMatchObject(refused)
      expect(await world.load(line)).toMatchObject({ status: 'failed', error: refused, counts: { read: 0 } })
      expect((await world.query('SELECT total FROM seen')).map(([total]) => Number(total))).toEqual([10])
      await world.execute('DROP VIEW seen')
      expect((await world.load(line)).error).toBeUndefined()
      await world.execute('CREATE VIEW seen AS SELECT SUM(amount) AS total FROM line')
    }
    expect((await world.query('SELECT total FROM seen')).map(([total]) => Number(total))).toEqual([20])
    await world.execute('DROP VIEW seen')
  })
})
