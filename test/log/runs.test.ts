import { describe, expect, test } from 'vitest'
import { beginRun, finishRun, openClock, openLog, readRuns, takeUnit } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { openWarehouse, school, start, take } from './drawn.ts'

const at = (text: string) => openClock(() => Date.parse(text))

describe.each(engines)('runs ($name)', ({ database }) => {
  test('the clock jumps back: ids, run times and unit times stay in order (FAULTS 58)', async () => {
    let noon = '2024-06-01T12:00:00Z'
    await using warehouse = await openWarehouse(
      database,
      openClock(() => Date.parse(noon)),
    )
    const first = await start(warehouse.log)
    await finishRun(warehouse.log, first, 'done')
    {
      const run = await start(warehouse.log)
      noon = '2024-06-01T12:30:00Z'
      await using _owner = await takeUnit(warehouse.log, run, school)
    }
    // Another process, an hour earlier by its clock.
    const log = await openLog(warehouse.engine, at('2024-06-01T11:00:00Z'))
    {
      await using _owner = await take(log)
    }
    const second = await start(log)
    expect(second.id).toBeGreaterThan(first.id)
    expect(second.executionTime > first.executionTime).toBe(true)
    const inOrder = async (sql: string) => {
      const times = (await warehouse.rows(sql)).map(([time]) => String(time))
      expect(times).toEqual([...new Set(times)].sort())
    }
    await inOrder('SELECT started_at FROM etl_run ORDER BY run_id')
    await inOrder('SELECT started_at FROM etl_unit_run ORDER BY unit_number')
    const [early] = await warehouse.rows('SELECT count(*) FROM etl_run WHERE finished_at < started_at')
    expect(Number(early?.[0])).toBe(0)
  })

  test('an execution time that was given does not hold back later ones', async () => {
    await using warehouse = await openWarehouse(database, at('2024-06-01T12:00:00Z'))
    const given = await beginRun(warehouse.log, { software: 't', executionTime: '2030-01-01 00:00:00.000000' })
    expect(given.executionTime).toBe('2030-01-01 00:00:00.000000')
    const next = await start(warehouse.log)
    expect(next.executionTime.slice(0, 10)).toBe('2024-06-01')
  })

  test('runs begun at once get ids of their own', async () => {
    await using warehouse = await openWarehouse(database)
    const runs = await Promise.all(Array.from({ length: 8 }, () => start(warehouse.log)))
    expect(new Set(runs.map(({ id }) => id)).size).toBe(8)
  })

  test('a finished run tells its status, reason and command', async () => {
    await using warehouse = await openWarehouse(database)
    const run = await beginRun(warehouse.log, { software: 'typeline 0.1.0', command: 'run.ts --run_facts' })
    await finishRun(warehouse.log, run, 'failed', 'A unit failed.')
    expect(await readRuns(warehouse.engine, 1)).toMatchObject([
      {
        id: run.id,
        status: 'failed',
        error: 'A unit failed.',
        command: 'run.ts --run_facts',
        software: 'typeline 0.1.0',
        pid: process.pid,
        executionTime: run.executionTime,
        units: [],
      },
    ])
  })
})
