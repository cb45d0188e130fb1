import {
  beginHeldRun,
  beginTaskRun,
  endDeadRuns,
  finishRun,
  noteDeleted,
  readTaskRun,
  readUnitsOf,
  takeTaskRun,
} from '../../../loader/log/index.ts'
import type { OpenRun } from './load-units.ts'

/** The queue's own part of the log: a task's run, begun, gone on with by another task, ended; a run of a process that is gone. */
export async function queuedRuns({ warehouse, log }: OpenRun): Promise<void> {
  const { run } = await beginTaskRun(log, 'crash-1', { software: 'test', plan: '{}' })
  await noteDeleted(log, run.id)
  await readUnitsOf(warehouse, run.id)
  await finishRun(log, run, 'failed', 'A unit failed.')
  await takeTaskRun(log, 'crash-2', run.id)
  await readTaskRun(log, 'crash-2', run.id)
  await finishRun(log, run, 'done')
  const { run: dead, lock } = await beginHeldRun(log, { software: 'test' })
  await lock[Symbol.asyncDispose]()
  const mine = await beginHeldRun(log, { software: 'test' })
  const ended = await endDeadRuns(log, mine.run)
  await mine.lock[Symbol.asyncDispose]()
  await finishRun(log, mine.run, 'done')
  if (!ended.includes(dead.id)) throw new Error(`Run ${dead.id} should have been ended.`)
}
