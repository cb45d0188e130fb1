import type { Session } from '../engine/index.ts'
import { makeKeys, takeKeys } from './keys.ts'
import type { Log } from './open-log.ts'
import { shortTransaction } from './retry.ts'
import type { Run } from './run-log.ts'
import { storedNumber } from './stored.ts'
import { lockUnit } from './take-unit.ts'
import { raiseTokens } from './token.ts'

/** A statement that changes a unit's table, for the journal `etl_change`. */
export interface JournalledChange {
  readonly unit: string
  readonly table: string
  /** What the step does, in words. */
  readonly step: string
  readonly statement: string
}

/** A statement that began and of which no end is known: it may have happened. */
export interface UnfinishedChange {
  readonly number: number
  readonly runId: number
  readonly step: string
  readonly statement: string
}

/**
 * Takes the unit's lock and fences whoever still writes it, for work that changes its tables. Throws LoadError 'locked' when a loader is at it.
 */
export async function alterUnit<T>(log: Log, unit: string, work: (session: Session) => Promise<T>): Promise<T> {
  await using lock = await lockUnit(log, unit)
  return await lock.use(async (session) => {
    await shortTransaction(session, () => raiseTokens(session, unit))
    return await work(session)
  })
}

/** Runs one statement between its two entries in the journal; a failure is written down and thrown. */
export async function journalled(
  session: Session,
  { log, run }: { readonly log: Log; readonly run: Run },
  change: JournalledChange,
  work: () => Promise<void>,
): Promise<void> {
  await makeKeys(session, 'etl_change')
  const { first: change_no } = await takeKeys(session, 'etl_change', 1, { kind: 'bigint' })
  const { unit, table, step, statement } = change
  const row = { change_no, run_id: run.id, unit, table_name: table, step, statement, begun_at: log.clock.now() }
  await shortTransaction(session, () =>
    session.execute(session.dialect.compile((knex) => knex('etl_change').insert(row))),
  )
  try {
    await work()
  } catch (error) {
    await end(session, log, [change_no], 'failed', error instanceof Error ? error.message : String(error))
    throw error
  }
  await end(session, log, [change_no], 'done', null)
}

/** Statements of a unit that stopped half way, the oldest first. */
export async function unfinishedChanges(session: Session, unit: string): Promise<readonly UnfinishedChange[]> {
  if (!(await session.tableExists('etl_change'))) return []
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_change')
        .select('change_no', 'run_id', 'step', 'statement')
        .where({ unit })
        .whereNull('ended_at')
        .orderBy('change_no'),
    ),
  )
  return rows.map(([number, runId, step, statement]) => ({
    number: storedNumber(number),
    runId: storedNumber(runId),
    step: String(step),
    statement: String(statement),
  }))
}

/** The table fits its definition again, whatever became of these. */
export async function settleChanges(session: Session, log: Log, changes: readonly UnfinishedChange[]): Promise<void> {
  if (changes.length === 0) return
  const numbers = changes.map(({ number }) => number)
  await end(session, log, numbers, 'settled', null)
}

async function end(
  session: Session,
  log: Log,
  numbers: readonly number[],
  outcome: 'done' | 'failed' | 'settled',
  error: string | null,
): Promise<void> {
  await shortTransaction(session, () =>
    session.execute(
      session.dialect.compile((knex) =>
        knex('etl_change').whereIn('change_no', numbers).update({ outcome, error, ended_at: log.clock.now() }),
      ),
    ),
  )
}
