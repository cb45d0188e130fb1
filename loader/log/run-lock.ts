import type { Log } from './open-log.ts'
import { shortTransaction } from './retry.ts'
import type { Run } from './run-log.ts'
import { insertRun, type RunStart } from './runs.ts'
import { SessionLock } from './session-lock.ts'
import { storedNumber } from './stored.ts'

/** Begins a run and says that this process is at it, before anybody else can see it; disposing of the lock says that it no longer is. */
export async function beginHeldRun(
  log: Log,
  start: RunStart,
): Promise<{ readonly run: Run; readonly lock: SessionLock }> {
  await using session = await log.engine.connect()
  return await shortTransaction(session, async () => {
    const run = await insertRun(session, log, start)
    const lock = await lockRun(log, run)
    if (lock === null) throw new Error(`Run ${run.id} is new, and its lock taken.`)
    return { run, lock }
  })
}

/** Says that somebody is at a run, as long as it is not disposed. Null where another process is; `patience` in milliseconds. */
export function lockRun(log: Log, run: Pick<Run, 'id'>, patience = 0): Promise<SessionLock | null> {
  return SessionLock.take(log.engine, runLock(run.id), patience)
}

/**
 * Ends runs that say they run and that nobody is at: their process was killed between two units. Those of the queue's tasks stay, since another worker
 * goes on with them. Gives their ids.
 */
export async function endDeadRuns(log: Log, before: Run): Promise<readonly number[]> {
  await using session = await log.engine.connect()
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_run as r')
        .select('r.run_id')
        .where('r.status', 'running')
        .where('r.run_id', '<', before.id)
        .whereNotExists(knex('etl_task as t').select(knex.raw('1')).whereRaw('t.run_id = r.run_id'))
        .orderBy('r.run_id'),
    ),
  )
  const dead: number[] = []
  for (const id of rows.map(([id]) => storedNumber(id))) {
    if (!(await session.tryLock(runLock(id)))) continue
    const end = { status: 'failed', error: 'Its process ended without a word.', finished_at: log.clock.now() }
    await shortTransaction(session, () =>
      session.execute(
        session.dialect.compile((knex) => knex('etl_run').where({ run_id: id, status: 'running' }).update(end)),
      ),
    )
    await session.unlock(runLock(id))
    dead.push(id)
  }
  return dead
}

function runLock(id: number): string {
  return `run ${id}`
}
