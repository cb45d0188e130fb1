import type { Session } from '../engine/index.ts'
import { storedNumber, storedText, storedTime } from './stored.ts'
import type { UnitRunRef, UnitRunWriter } from './unit-run-ref.ts'

/** Up to where the unit's source was read: a canonical timestamp (UTC) or an integer's digits; null before its first load. */
export async function readWatermark(session: Session, unit: string): Promise<string | null> {
  const [row] = await session.query(
    session.dialect.compile((knex) => knex('etl_watermark').select('read_to').where({ unit })),
  )
  return storedText(row?.[0])
}

/** The same as a moment: what is dated before it has been read; of an integer, when it was written. */
export async function readWatermarkTime(session: Session, unit: string): Promise<string | null> {
  const [row] = await session.query(
    session.dialect.compile((knex) => knex('etl_watermark').select('read_to', 'written_at').where({ unit })),
  )
  const readTo = storedText(row?.[0])
  return readTo === null || readTo.includes('-', 1) ? readTo : storedTime(row?.[1])
}

/** Sets the watermark in the running transaction, which is the one that publishes what was read. */
export async function writeWatermark(session: Session, writer: UnitRunWriter, readTo: string): Promise<void> {
  const { unit, runId, number, clock } = writer
  const values = { read_to: readTo, run_id: runId, unit_number: number, written_at: clock.now() }
  const changed = await session.execute(
    session.dialect.compile((knex) => knex('etl_watermark').where({ unit }).update(values)),
  )
  if (changed > 0) return
  await session.execute(session.dialect.compile((knex) => knex('etl_watermark').insert({ unit, ...values })))
}

/**
 * Where the swap is no part of a transaction, the watermark waits in the notes of the unit run until the swap was seen: set here, for that unit run,
 * by its own owner or by the next one.
 */
export async function adoptWatermark(
  session: Session,
  { unit, number }: UnitRunRef,
  writer: UnitRunWriter,
): Promise<void> {
  const [row] = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_unit_run').select('notes', 'run_id').where({ unit, unit_number: number }),
    ),
  )
  const { readTo } = JSON.parse(storedText(row?.[0]) ?? '{}') as { readonly readTo?: string }
  if (readTo !== undefined) await writeWatermark(session, { ...writer, number, runId: storedNumber(row?.[1]) }, readTo)
}
