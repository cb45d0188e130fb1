import type { Engine } from '../engine/index.ts'
import { TypelineError } from '../errors/index.ts'
import { countColumns, type RejectedRow, type UnitCounts } from './counts.ts'
import { storeRejects } from './rejects.ts'
import { shortTransaction } from './retry.ts'
import type { UnitRunWriter } from './unit-run-ref.ts'

export interface UnitEnd {
  readonly status: 'failed' | 'fenced' | 'cancelled'
  readonly error: unknown
  readonly lost: readonly RejectedRow[]
  readonly counts: UnitCounts
}

const lostRows = 1000

/**
 * Writes how a unit failed. It touches rows of its own take-over alone, so it needs no token: a fenced owner may say so. A unit whose marker is in
 * stays done; one that was publishing stays so, with the error, until the next owner has looked whether the swap happened.
 */
export async function endUnit(engine: Engine, writer: UnitRunWriter, end: UnitEnd): Promise<void> {
  await using session = await engine.connect()
  const key = { unit: writer.unit, unit_number: writer.number }
  const reason = {
    error_code: end.error instanceof TypelineError ? end.error.code : null,
    error: end.error instanceof Error ? end.error.message : String(end.error),
  }
  // What was stopped can be gone on from, and what met an error that passes.
  const interrupted = end.status !== 'failed' || (end.error instanceof TypelineError && end.error.transient)
  const counts = Object.fromEntries(countColumns.map(([name, column]) => [column, end.counts[name]]))
  await shortTransaction(session, async () => {
    const outcome = { ...reason, ...counts, interrupted, status: end.status, finished_at: writer.clock.now() }
    await session.execute(
      session.dialect.compile((knex) =>
        knex('etl_unit_run').where(key).whereNotIn('status', ['done', 'publishing']).update(outcome),
      ),
    )
    await session.execute(
      session.dialect.compile((knex) =>
        knex('etl_unit_run')
          .where({ ...key, status: 'publishing' })
          .update({ ...reason, interrupted }),
      ),
    )
    await storeRejects(session, writer, end.lost.slice(0, lostRows), { batch: null, kept: false })
  })
}
