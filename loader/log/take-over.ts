import { hostname } from 'node:os'
import type { Session } from '../engine/index.ts'
import { LoadError } from '../errors/index.ts'
import type { Clock } from './clock.ts'
import { keepConnections } from './connections.ts'
import type { FormerUnitRun, Run, UnitStatus, UnitToTake } from './run-log.ts'
import { storedNumber, storedTime } from './stored.ts'
import { raiseTokens } from './token.ts'

export interface TakeOver {
  readonly number: number
  readonly former: FormerUnitRun | null
}

/**
 * The transaction that makes the unit ours: all tokens raised, who we are, the former run ended, ours begun. The session lock is held. Throws LoadError
 * 'done-already' where an earlier delivery of the same task has loaded it.
 */
export async function takeOver(session: Session, run: Run, unit: UnitToTake, clock: Clock): Promise<TakeOver> {
  const number = await raiseTokens(session, unit.name)
  const { former, ofTask, latestTime, hasDead } = await readFormer(session, unit.name)
  // A run of the queue loads each unit once, however often it is told to.
  if (former?.status === 'done' && former.runId === run.id && ofTask)
    throw new LoadError('done-already', `${unit.name} is done in run ${run.id}: its task was delivered twice.`)
  clock.mustPass(latestTime)
  const now = clock.now()
  if (hasDead) await endDead(session, unit.name, run, now)
  await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_lock').where({ unit: unit.name }).update({
        unit_number: number,
        run_id: run.id,
        host: hostname(),
        pid: process.pid,
        taken_at: now,
        connections: null,
      }),
    ),
  )
  await keepConnections(session, unit.name, [session.id])
  const row = {
    unit: unit.name,
    unit_number: number,
    run_id: run.id,
    kind: unit.kind,
    status: 'running',
    started_at: now,
    definition_hash: unit.definition.hash,
  }
  await session.execute(session.dialect.compile((knex) => knex('etl_unit_run').insert(row)))
  return { number, former }
}

/** Lane 0's row, made once; only the holder of the session lock does this. */
export async function makeLane(session: Session, unit: string): Promise<void> {
  await session.execute(
    session.dialect.compile((knex) => knex('etl_lock').insert({ unit, lane: 0, token: 0, unit_number: 0 })),
  )
}

async function readFormer(
  session: Session,
  unit: string,
): Promise<{ former: FormerUnitRun | null; ofTask: boolean; latestTime: string | null; hasDead: boolean }> {
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_unit_run')
        .select('run_id', 'unit_number', 'status')
        .select(knex.raw('(SELECT COUNT(*) FROM etl_task WHERE etl_task.run_id = etl_unit_run.run_id)'))
        .where({ unit })
        .orderByRaw("CASE WHEN status = 'publishing' THEN 0 ELSE 1 END")
        .orderBy('unit_number', 'desc')
        .limit(1),
    ),
  )
  const sums = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_unit_run')
        .max('started_at')
        .max('finished_at')
        .select(knex.raw("COUNT(CASE WHEN status = 'running' THEN 1 END)"))
        .where({ unit }),
    ),
  )
  const [row] = rows
  const [started, finished, running] = sums[0] ?? []
  const latestTime = [started, finished]
    .map(storedTime)
    .reduce((left, right) => ((left ?? '') > (right ?? '') ? left : right), null)
  if (row === undefined) return { former: null, ofTask: false, latestTime, hasDead: false }
  const former = { runId: storedNumber(row[0]), number: storedNumber(row[1]), status: String(row[2]) as UnitStatus }
  return { former, ofTask: storedNumber(row[3]) > 0, latestTime, hasDead: storedNumber(running) > 0 }
}

/**
 * The session lock was free, so the processes of all its unit runs that say they run are gone or cut off: the last one's, and those that died while they
 * settled a former one's swap. Should one still be there, its own last word replaces this one.
 */
async function endDead(session: Session, unit: string, run: Run, now: string): Promise<void> {
  const error = `Its process ended or lost its lock without a word; run ${run.id} took over.`
  const outcome = { status: 'failed', finished_at: now, error }
  const dead = { unit, status: 'running' }
  await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_run')
        .where({ status: 'running' })
        .whereNot({ run_id: run.id })
        .whereIn('run_id', knex('etl_unit_run').select('run_id').where(dead))
        // Another worker goes on with those.
        .whereNotExists(knex('etl_task').select(knex.raw('1')).whereRaw('etl_task.run_id = etl_run.run_id'))
        .update(outcome),
    ),
  )
  await session.execute(session.dialect.compile((knex) => knex('etl_unit_run').where(dead).update(outcome)))
}
