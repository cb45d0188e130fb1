import { hostname } from 'node:os'
import type { Session } from '../engine/index.ts'
import type { Clock } from './clock.ts'
import { keepConnections } from './connections.ts'
import type { FormerUnitRun, Run, UnitStatus, UnitToTake } from './run-log.ts'
import { storedNumber, storedTime } from './stored.ts'
import { raiseTokens } from './token.ts'

export interface TakeOver {
  readonly number: number
  readonly former: FormerUnitRun | null
}

/** The transaction that makes the unit ours: all tokens raised, who we are, the former run ended, ours begun. The session lock is held. */
export async function takeOver(session: Session, run: Run, unit: UnitToTake, clock: Clock): Promise<TakeOver> {
  const number = await raiseTokens(session, unit.name)
  const { former, latestTime } = await readFormer(session, unit.name)
  clock.mustPass(latestTime)
  const now = clock.now()
  if (former?.status === 'running') await endDead(session, unit.name, former, run, now)
  await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_lock')
        .where({ unit: unit.name })
        .update({ unit_number: number, run_id: run.id, host: hostname(), pid: process.pid, taken_at: now }),
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
): Promise<{ former: FormerUnitRun | null; latestTime: string | null }> {
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_unit_run')
        .select('run_id', 'unit_number', 'status')
        .where({ unit })
        .orderByRaw("CASE WHEN status = 'publishing' THEN 0 ELSE 1 END")
        .orderBy('unit_number', 'desc')
        .limit(1),
    ),
  )
  const times = await session.query(
    session.dialect.compile((knex) => knex('etl_unit_run').max('started_at').max('finished_at').where({ unit })),
  )
  const [row] = rows
  const latestTime = (times[0] ?? [])
    .map(storedTime)
    .reduce((left, right) => ((left ?? '') > (right ?? '') ? left : right), null)
  if (row === undefined) return { former: null, latestTime }
  const former = { runId: storedNumber(row[0]), number: storedNumber(row[1]), status: String(row[2]) as UnitStatus }
  return { former, latestTime }
}

/** Its session lock was free, so its process is gone or cut off; should it still be there, its own last word replaces this one. */
async function endDead(session: Session, unit: string, former: FormerUnitRun, run: Run, now: string): Promise<void> {
  const error = `Its process ended or lost its lock without a word; run ${run.id} took over.`
  const outcome = { status: 'failed', finished_at: now, error }
  await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_unit_run').where({ unit, unit_number: former.number, status: 'running' }).update(outcome),
    ),
  )
  if (former.runId === run.id) return
  await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_run').where({ run_id: former.runId, status: 'running' }).update(outcome),
    ),
  )
}
