import type { Session } from '../engine/index.ts'
import type { FormerUnitRun } from './run-log.ts'
import type { UnitRunWriter } from './unit-run-ref.ts'
import { adoptWatermark } from './watermark.ts'

/** In the running transaction: a former unit run that stopped at its swap is done, or failed. */
export async function settleFormer(
  session: Session,
  writer: UnitRunWriter,
  former: FormerUnitRun,
  swapped: boolean,
): Promise<void> {
  const outcome = swapped
    ? { status: 'done', error_code: null, error: null }
    : { status: 'failed', error: `It ended before its table was swapped in; run ${writer.runId} took over.` }
  const changed = await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_unit_run')
        .where({ unit: writer.unit, unit_number: former.number, status: 'publishing' })
        .update({ ...outcome, finished_at: writer.clock.now() }),
    ),
  )
  if (changed !== 1) throw new Error(`The unit run ${writer.unit} ${former.number} is settled already.`)
  if (swapped) await adoptWatermark(session, { unit: writer.unit, ...former }, writer)
}
