import { afterAll, beforeAll, expect, it } from 'vitest'
import { DatabaseError } from '../../loader/errors/index.ts'
import { loadUnit } from '../../loader/load/index.ts'
import { beginRun, type Log } from '../../loader/log/index.ts'
import { defaultRejectLimits } from '../../loader/model/index.ts'
import { integer, nullable, varchar } from '../../loader/schema/index.ts'
import { engines } from '../servers/index.ts'
import { drawDimension, drawSource } from './world/shapes.ts'
import { makeWorld, type World } from './world/world.ts'

const [engine] = engines.filter(({ name }) => name === 'duckdb')
let world: World
beforeAll(async () => {
  if (engine === undefined) throw new Error('DuckDB is always there.')
  world = await makeWorld(engine)
})
afterAll(() => world[Symbol.asyncDispose]())

it('an end that cannot be written to the log is told beside why the unit failed', async () => {
  const gone = new DatabaseError('unreachable', 'The warehouse is gone.')
  let isGone = false
  await world.fill('member', 'id integer, name varchar, city varchar', [[1, 'A', null]])
  const source = {
    ...drawSource('member', { id: integer(), name: varchar(10), city: nullable(varchar(10)) }),
    derive: () => {
      isGone = true
      throw new Error('No.')
    },
  }
  const log: Log = {
    ...world.log,
    engine: {
      ...world.warehouse,
      dialect: world.warehouse.dialect,
      capabilities: world.warehouse.capabilities,
      place: world.warehouse.place,
      connect: async (options) => {
        if (isGone) throw gone
        return await world.warehouse.connect(options)
      },
    },
  }
  const outcome = await loadUnit(drawDimension('member', { source }), {
    warehouse: world.warehouse,
    source: async () => world.origin,
    log,
    run: await beginRun(world.log, { software: 'test' }),
    signal: new AbortController().signal,
    progress: () => undefined,
    acceptShrink: false,
    rejects: defaultRejectLimits,
  })
  expect(outcome).toMatchObject({ status: 'failed', error: { code: 'derive-failed' } })
  expect(outcome.unrecorded).toBe(gone)
  const rows = await world.query("SELECT status FROM etl_unit_run WHERE unit = 'member'")
  expect(rows).toEqual([['running']])
})
