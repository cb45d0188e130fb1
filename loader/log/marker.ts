import type { Session } from '../engine/index.ts'
import { countsByColumn } from './counts.ts'
import { keepMisses } from './misses.ts'
import { storeRejects } from './rejects.ts'
import type { Marker, UnitStatus } from './run-log.ts'
import { storedNumber } from './stored.ts'
import type { UnitRunRef, UnitRunWriter } from './unit-run-ref.ts'
import { adoptWatermark, writeWatermark } from './watermark.ts'

/** Writes the marker and what belongs to it in the running transaction. */
export async function writeMarker(session: Session, writer: UnitRunWriter, marker: Marker): Promise<void> {
  const { unit, number, runId, clock } = writer
  switch (marker.kind) {
    case 'batch': {
      const row = {
        unit,
        unit_number: number,
        batch: marker.batch,
        run_id: runId,
        row_count: marker.rows,
        ...countsByColumn(marker.counts),
        loaded_at: clock.now(),
        resume: marker.resume ?? null,
      }
      await session.execute(session.dialect.compile((knex) => knex('etl_batch').insert(row)))
      await storeRejects(session, writer, marker.rejects, { batch: marker.batch, kept: true })
      await keepMisses(session, unit, runId, marker.misses ?? [])
      return
    }
    case 'unit':
    case 'publishing': {
      const outcome = {
        ...countsByColumn(marker.counts),
        notes: JSON.stringify({ ...marker.notes, readTo: marker.readTo }),
      }
      await (marker.kind === 'unit'
        ? setStatus(session, writer, ['running'], { status: 'done', finished_at: clock.now(), ...outcome })
        : setStatus(session, writer, ['running'], { status: 'publishing', ...outcome }))
      if (marker.kind === 'unit' && marker.readTo !== undefined) await writeWatermark(session, writer, marker.readTo)
      await storeRejects(session, writer, marker.rejects, { batch: null, kept: true })
      return
    }
    case 'published':
      await setStatus(session, writer, ['publishing'], { status: 'done', finished_at: clock.now() })
      await adoptWatermark(session, writer, writer)
  }
}

/** Whether the marker is in, read after the transaction's token was taken from it. */
export async function isMarked(session: Session, ref: UnitRunRef, marker: Marker): Promise<boolean> {
  const key = { unit: ref.unit, unit_number: ref.number }
  const rows = await session.query(
    session.dialect.compile((knex) =>
      marker.kind === 'batch'
        ? knex('etl_batch')
            .count('*')
            .where({ ...key, batch: marker.batch })
        : knex('etl_unit_run')
            .count('*')
            .where(key)
            .whereIn('status', marker.kind === 'publishing' ? ['publishing', 'done'] : ['done']),
    ),
  )
  return storedNumber(rows[0]?.[0]) > 0
}

/** Changes the unit run's row from one of these states, which must be its present one. */
async function setStatus(
  session: Session,
  ref: UnitRunRef,
  from: readonly UnitStatus[],
  values: { readonly status: UnitStatus } & Readonly<Record<string, string | number>>,
): Promise<void> {
  const changed = await session.execute(
    session.dialect.compile((knex) =>
      knex('etl_unit_run').where({ unit: ref.unit, unit_number: ref.number }).whereIn('status', from).update(values),
    ),
  )
  if (changed !== 1) throw new Error(`The unit run ${ref.unit} ${ref.number} cannot become '${values.status}' now.`)
}
