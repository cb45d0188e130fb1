import { describe, expect, test } from 'vitest'
import { beginHeldRun, beginTaskRun, endDeadRuns, lockRun, readRuns } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { openWarehouse, start } from './drawn.ts'

describe.each(engines)('who is at a run ($name)', ({ database }) => {
  test('a run whose process is gone is ended by the next; one that goes on, and a task’s, are not', async () => {
    await using warehouse = await openWarehouse(database)
    const { log } = warehouse
    const dead = await start(log)
    const alive = await beginHeldRun(log, { software: 'test' })
    const queued = await beginTaskRun(log, 'task', { software: 'test', plan: '{}' })
    const mine = await beginHeldRun(log, { software: 'test' })
    expect(await endDeadRuns(log, mine.run)).toEqual([dead.id])
    const told = await readRuns(warehouse.engine, 9)
    expect(told.map(({ id, status, error }) => [id, status, error])).toEqual([
      [mine.run.id, 'running', null],
      [queued.run.id, 'running', null],
      [alive.run.id, 'running', null],
      [dead.id, 'failed', 'Its process ended without a word.'],
    ])
    await alive.lock[Symbol.asyncDispose]()
    expect(await endDeadRuns(log, mine.run)).toEqual([alive.run.id])
    await mine.lock[Symbol.asyncDispose]()
  })

  test('one at a time', async () => {
    await using warehouse = await openWarehouse(database)
    const { run, lock } = await beginHeldRun(warehouse.log, { software: 'test' })
    expect(await lockRun(warehouse.log, run)).toBeNull()
    await lock[Symbol.asyncDispose]()
    await using again = await lockRun(warehouse.log, run)
    expect(again).not.toBeNull()
  })
})
