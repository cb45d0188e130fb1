import type { Session } from '../engine/index.ts'
import { countColumns, type UnitCounts } from './counts.ts'
import { storedNumber, storedText, storedTime } from './stored.ts'
import type { UnitRunRef } from './unit-run-ref.ts'

/** A load that ended before it published, of what passes by itself, with the batches that it has committed. */
export interface Interrupted {
  readonly runId: number
  readonly number: number
  readonly definitionHash: string
  /** The greatest number of a batch. */
  readonly batch: number
  /** When that one was loaded. */
  readonly lastAt: string
  /** Rows that stand in its tables, as far as its batches tell. */
  readonly rows: number
  /** The sum of its batches' counts. */
  readonly counts: UnitCounts
  /** What its markers say of how to go on, in the order of the batches. */
  readonly resumes: readonly string[]
}

/**
 * The load to go on from: the last one of the unit before `number` that has committed a batch; null where one was published since, where it failed
 * of something that will not pass, or was given up.
 */
export async function readInterrupted(session: Session, unit: string, number: number): Promise<Interrupted | null> {
  const [row] = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_unit_run as u')
        .select('u.run_id', 'u.unit_number', 'u.status', 'u.definition_hash', 'u.interrupted')
        .where('u.unit', unit)
        .where('u.unit_number', '<', number)
        .where((either) =>
          either
            .where('u.status', 'done')
            .orWhereExists(
              knex('etl_batch as b')
                .select(knex.raw('1'))
                .whereRaw('b.unit = u.unit and b.unit_number = u.unit_number')
                .whereNotNull('b.resume'),
            ),
        )
        .orderBy('u.unit_number', 'desc')
        .limit(1),
    ),
  )
  if (row === undefined) return null
  const [runId, former, status, hash, interrupted] = row
  if (status === 'done' || (interrupted !== null && !isTrue(interrupted))) return null
  const batches = await readBatches(session, unit, storedNumber(former))
  return { runId: storedNumber(runId), number: storedNumber(former), definitionHash: String(hash), ...batches }
}

/** In the running transaction: batches, the rejects kept with them and their misses bear another owner's number and run. */
export async function adoptBatches(
  session: Session,
  load: Interrupted,
  { unit, number, runId }: UnitRunRef,
): Promise<number> {
  const { dialect } = session
  const mine = { unit_number: number, run_id: runId }
  const theirs = { unit, unit_number: load.number }
  await session.execute(dialect.compile((knex) => knex('etl_batch').where(theirs).update(mine)))
  await session.execute(dialect.compile((knex) => knex('etl_reject').where(theirs).whereNotNull('batch').update(mine)))
  // Of a load that got as far as publishing they are pending no more.
  await session.execute(
    dialect.compile((knex) =>
      knex('etl_miss').where({ unit, run_id: load.runId }).update({ run_id: runId, pending: true }),
    ),
  )
  const [row] = await session.query(
    dialect.compile((knex) => knex('etl_reject').max('reject_no').where({ unit, unit_number: number })),
  )
  return storedNumber(row?.[0] ?? 0)
}

/** In the running transaction: nobody goes on from batches of before this number. */
export async function giveUpBatches(session: Session, { unit, number }: UnitRunRef): Promise<void> {
  const { dialect } = session
  await session.execute(
    dialect.compile((knex) =>
      knex('etl_batch').where({ unit }).where('unit_number', '<=', number).update({ resume: null }),
    ),
  )
  await session.execute(dialect.compile((knex) => knex('etl_miss').where({ unit, pending: true }).delete()))
}

async function readBatches(
  session: Session,
  unit: string,
  number: number,
): Promise<Pick<Interrupted, 'batch' | 'lastAt' | 'rows' | 'counts' | 'resumes'>> {
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_batch')
        .select('batch', 'loaded_at', 'row_count', 'resume')
        .select(countColumns.map(([, column]) => column))
        .where({ unit, unit_number: number })
        .orderBy('batch'),
    ),
  )
  const sum = (at: number) => rows.reduce((all, row) => all + storedNumber(row[at]), 0)
  const counts = Object.fromEntries(countColumns.map(([name], at) => [name, sum(4 + at)]))
  const last = rows.at(-1)
  return {
    batch: storedNumber(last?.[0]),
    lastAt: storedTime(last?.[1]) ?? '',
    rows: sum(2),
    counts: counts as unknown as UnitCounts,
    resumes: rows.flatMap((row) => storedText(row[3]) ?? []),
  }
}

function isTrue(value: unknown): boolean {
  return value === true || Number(value) === 1
}
