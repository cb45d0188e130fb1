import { hostname } from 'node:os'
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
  return await shortTransaction(session, async () => {
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
  })
}

/** Writes how the run ended; `error`: the reason in a sentence, without secrets. */
export async function finishRun(
  log: Log,
  run: Run,
  status: Exclude<RunStatus, 'running'>,
  error: string | null = null,
): Promise<void> {
  await using session = await log.engine.connect()
  await shortTransaction(session, () =>
    session.execute(
      session.dialect.compile((knex) =>
        knex('etl_run').where({ run_id: run.id }).update({ status, error, finished_at: log.clock.now() }),
      ),
    ),
  )
}
