import { describe, expect, test } from 'vitest'
import { openEngine } from '../../loader/engine/index.ts'
import { finishRun, readRunningUnits, readRuns, takeUnit } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { counts, openWarehouse, school, start } from './drawn.ts'

const notes = { spliced: 2, misses: {} }

describe.each(engines)('status ($name)', ({ database }) => {
  test('without a run log there are no runs, and none is made', async () => {
    await using own = await database()
    await using engine = await openEngine(own.url)
    expect([await readRuns(engine, 5), await readRunningUnits(engine)]).toEqual([[], []])
    await using session = await engine.connect()
    expect(await session.tablesLike('etl_')).toEqual([])
  })

  test('runs newest first, with units, counts and progress', async () => {
    await using warehouse = await openWarehouse(database)
    const { log, engine } = warehouse
    const first = await start(log)
    {
      await using owner = await takeUnit(log, first, school)
      await owner.commit({ kind: 'unit', counts: counts({ new: 2, rejected: 1 }), notes, rejects: [] }, async () => {})
    }
    await finishRun(log, first, 'done')
    const second = await start(log)
    await using owner = await takeUnit(log, second, { ...school, name: 'sale', kind: 'fact' })
    for (const batch of [1, 2]) {
      await owner.commit({ kind: 'batch', batch, rows: 40, counts: counts({ new: 40 }), rejects: [] }, async () => {})
    }
    const runs = await readRuns(engine, 10)
    expect(runs).toMatchObject([
      {
        id: second.id,
        status: 'running',
        finishedAt: null,
        units: [{ unit: 'sale', kind: 'fact', status: 'running', counts: null, progress: { batches: 2, rows: 80 } }],
      },
      {
        id: first.id,
        status: 'done',
        units: [
          {
            unit: 'school',
            kind: 'dimension',
            status: 'done',
            counts: {
              read: 3,
              new: 2,
              version: 0,
              overwritten: 0,
              unchanged: 0,
              duplicate: 0,
              superseded: 0,
              rejected: 1,
            },
            notes,
            progress: { batches: 0, rows: 0, lastAt: null },
          },
        ],
      },
    ])
    expect(runs[0]?.units[0]?.progress.lastAt).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/)
    expect((await readRuns(engine, 1)).map(({ id }) => id)).toEqual([second.id])
    expect(await readRunningUnits(engine)).toMatchObject([{ unit: 'sale', runId: second.id, number: owner.number }])
  })
})
