import { describe, expect, test } from 'vitest'
import { beginTaskRun, finishRun, noteDeleted, readRuns, readTaskRun, takeTaskRun } from '../../loader/log/index.ts'
import { engines } from '../servers/index.ts'
import { openWarehouse, school, start, take } from './drawn.ts'

const refresh = { software: 'test', plan: '{"units":["a"]}' }

describe.each(engines)('runs of queued tasks ($name)', ({ database }) => {
  test('a task that is delivered twice at once begins one run', async () => {
    await using warehouse = await openWarehouse(database)
    const begun = await Promise.all([1, 2, 3].map(() => beginTaskRun(warehouse.log, 'task-1', refresh)))
    expect(new Set(begun.map(({ run }) => run.id)).size).toBe(1)
    expect(begun.filter(({ anew }) => anew)).toHaveLength(1)
    expect(begun.map(({ plan, status }) => [plan, status])).toEqual(Array(3).fill([refresh.plan, 'running']))
    const other = await beginTaskRun(warehouse.log, 'task-2', refresh)
    expect(other.run.id).toBe((begun[0]?.run.id ?? 0) + 1)
  })

  test('what the run has come to is told to a later delivery', async () => {
    await using warehouse = await openWarehouse(database)
    const { run } = await beginTaskRun(warehouse.log, 'task', refresh)
    expect(await readTaskRun(warehouse.log, 'task', run.id)).toMatchObject({ run, deletedAt: null, plan: refresh.plan })
    expect(await readTaskRun(warehouse.log, 'another', run.id)).toBeNull()
    await noteDeleted(warehouse.log, run.id)
    expect(await finishRun(warehouse.log, run, 'failed', 'One unit failed.')).toBe(true)
    expect(await finishRun(warehouse.log, run, 'done')).toBe(false)
    const again = await beginTaskRun(warehouse.log, 'task', { ...refresh, plan: 'another' })
    expect(again).toMatchObject({ run, status: 'failed', plan: refresh.plan, anew: false })
    expect(again.deletedAt).toMatch(/^\d{4}-/)
  })

  test('another task takes a run that has ended, and does so once', async () => {
    await using warehouse = await openWarehouse(database)
    const { run } = await beginTaskRun(warehouse.log, 'first', refresh)
    await noteDeleted(warehouse.log, run.id)
    await finishRun(warehouse.log, run, 'failed', 'One unit failed.')
    const taken = await takeTaskRun(warehouse.log, 'second', run.id)
    expect(taken).toMatchObject({ run, status: 'running', plan: refresh.plan })
    expect(taken?.deletedAt).not.toBeNull()
    await finishRun(warehouse.log, run, 'done')
    expect(await takeTaskRun(warehouse.log, 'second', run.id)).toMatchObject({ status: 'done' })
    expect(await takeTaskRun(warehouse.log, 'third', run.id)).toMatchObject({ status: 'done' })
    expect(await beginTaskRun(warehouse.log, 'second', refresh)).toMatchObject({ run, anew: false })
    expect(await readRuns(warehouse.engine, 5)).toMatchObject([{ id: run.id, status: 'done', error: null }])
  })

  test('a run that no task began, or that is not there, is no task’s', async () => {
    await using warehouse = await openWarehouse(database)
    const { id } = await start(warehouse.log)
    expect(await readTaskRun(warehouse.log, 'task', id)).toBeNull()
    expect(await takeTaskRun(warehouse.log, 'task', id)).toBeNull()
    expect(await takeTaskRun(warehouse.log, 'task', 4711)).toBeNull()
  })

  test('a run of the queue whose unit another run takes over goes on: another worker loads it', async () => {
    await using warehouse = await openWarehouse(database)
    const { log, engine } = warehouse
    const { run } = await beginTaskRun(log, 'task', refresh)
    const dead = await take(log, school, run)
    await dead[Symbol.asyncDispose]()
    await using _taken = await take(log)
    const [other, ours] = await readRuns(engine, 2)
    expect(ours).toMatchObject({ id: run.id, status: 'running', units: [{ unit: 'school', status: 'failed' }] })
    expect(other).toMatchObject({ status: 'running', units: [{ unit: 'school', status: 'running' }] })
    expect(await finishRun(log, run, 'done')).toBe(true)
  })
})
