import { hostname } from 'node:os'
import type { Session } from '../engine/index.ts'
import { allot } from './keys.ts'
import type { Log } from './open-log.ts'
import { shortTransaction } from './retry.ts'
import type { Run, RunStatus } from './run-log.ts'
import { storedTime } from './stored.ts'

export interface RunStart {
  /** Name and version of what loads. */
  readonly software: string
  /** The command line without secrets; for `status`. */
  readonly command?: string
  /** Canonical timestamp; default: the run's start. */
  readonly executionTime?: string
}

/** Begins a run: its id is above all former ones and its start later than all stored starts and ends, also after the clock jumped back. */
export async function beginRun(log: Log, start: RunStart): Promise<Run> {
  await using session = await log.engine.connect()
  return await shortTransaction(session, () => insertRun(session, log, start))
}

/** In the running transaction, which holds the row of run ids from here on. */
export async function insertRun(session: Session, log: Log, start: RunStart): Promise<Run> {
  const { first: id } = await allot(session, 'etl_run', 1, 2 ** 31 - 1)
  const [latest] = await session.query(
    session.dialect.compile((knex) => knex('etl_run').max('started_at').max('finished_at')),
  )
  for (const time of latest ?? []) log.clock.mustPass(storedTime(time))
  const startedAt = log.clock.now()
  const executionTime = start.executionTime ?? startedAt
  const row = {
    run_id: id,
    status: 'running',
    started_at: startedAt,
    execution_time: executionTime,
    host: hostname(),
    pid: process.pid,
    software: start.software,
    command: start.command ?? null,
  }
  await session.execute(session.dialect.compile((knex) => knex('etl_run').insert(row)))
  return { id, executionTime }
}

/** Writes how the run ended; `error`: the reason in a sentence, without secrets. False: it was ended already, and stays as it was. */
export async function finishRun(
  log: Log,
  run: Run,
  status: Exclude<RunStatus, 'running'>,
  error: string | null = null,
): Promise<boolean> {
  await using session = await log.engine.connect()
  const end = { status, error, finished_at: log.clock.now() }
  const ended = await shortTransaction(session, () =>
    session.execute(
      session.dialect.compile((knex) => knex('etl_run').where({ run_id: run.id, status: 'running' }).update(end)),
    ),
  )
  return ended === 1
}
