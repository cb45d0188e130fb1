import type { Session } from '../engine/index.ts'
import { lockKeys } from './keys.ts'
import type { Log } from './open-log.ts'
import { shortTransaction } from './retry.ts'
import type { Run, RunStatus } from './run-log.ts'
import { insertRun, type RunStart } from './runs.ts'
import { storedNumber, storedText, storedTime } from './stored.ts'

/** A run that a queue's task is about. */
export interface TaskRun {
  readonly run: Run
  readonly status: RunStatus
  /** What it loads and how, as whoever began it wrote it. */
  readonly plan: string
  /** When its tables were deleted; null: not, or not all of them. */
  readonly deletedAt: string | null
}

/** The task's run: begun now, or the one that an earlier delivery of the same task has begun, as it is by now. */
export async function beginTaskRun(
  log: Log,
  task: string,
  start: RunStart & { readonly plan: string },
): Promise<TaskRun & { readonly anew: boolean }> {
  await using session = await log.engine.connect()
  return await shortTransaction(session, async () => {
    // Two deliveries of one task wait for each other here.
    await lockKeys(session, 'etl_run')
    const there = await find(session, { 't.task': task })
    if (there !== null) return { ...there, anew: false }
    const run = await insertRun(session, log, start)
    await insertTask(session, log, { task, run_id: run.id, plan: start.plan })
    return { run, status: 'running', plan: start.plan, deletedAt: null, anew: true }
  })
}

/** The run of that number as the task knows that began it, or goes on with it; null where there is none, as in another warehouse. */
export async function readTaskRun(log: Log, task: string, runId: number): Promise<TaskRun | null> {
  await using session = await log.engine.connect()
  return await find(session, { 't.task': task, 't.run_id': runId })
}

/** Lets another task go on with a run that has ended, or whose task the queue has forgotten; safe to repeat. One that is done stays so. Null where no task began that run. */
export async function takeTaskRun(log: Log, task: string, runId: number): Promise<TaskRun | null> {
  await using session = await log.engine.connect()
  return await shortTransaction(session, async () => {
    await lockKeys(session, 'etl_run')
    const mine = await find(session, { 't.task': task })
    if (mine !== null) return mine
    const there = await find(session, { 't.run_id': runId })
    if (there === null || there.status === 'done') return there
    await insertTask(session, log, { task, run_id: runId, plan: there.plan, deleted_at: there.deletedAt })
    const again = { status: 'running', finished_at: null, error: null }
    await session.execute(session.dialect.compile((knex) => knex('etl_run').where({ run_id: runId }).update(again)))
    return { ...there, status: 'running' }
  })
}

/** Writes that the tables which the run was to delete are gone. */
export async function noteDeleted(log: Log, runId: number): Promise<void> {
  await using session = await log.engine.connect()
  await shortTransaction(session, () =>
    session.execute(
      session.dialect.compile((knex) =>
        knex('etl_task').where({ run_id: runId }).update({ deleted_at: log.clock.now() }),
      ),
    ),
  )
}

async function find(session: Session, where: Readonly<Record<string, string | number>>): Promise<TaskRun | null> {
  const [row] = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_task as t')
        .join('etl_run as r', 'r.run_id', 't.run_id')
        .select('r.run_id', 'r.execution_time', 'r.status', 't.plan', 't.deleted_at')
        .where(where)
        .orderBy('t.added_at', 'desc')
        .limit(1),
    ),
  )
  if (row === undefined) return null
  const [id, executionTime, status, plan, deletedAt] = row
  return {
    run: { id: storedNumber(id), executionTime: storedTime(executionTime) ?? '' },
    status: String(status) as RunStatus,
    plan: storedText(plan) ?? '',
    deletedAt: storedTime(deletedAt),
  }
}

interface NewTask {
  readonly task: string
  readonly run_id: number
  readonly plan: string
  readonly deleted_at?: string | null
}

async function insertTask(session: Session, log: Log, task: NewTask): Promise<void> {
  const row = { ...task, added_at: log.clock.now() }
  await session.execute(session.dialect.compile((knex) => knex('etl_task').insert(row)))
}
