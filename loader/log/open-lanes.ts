import type { Session } from '../engine/index.ts'
import { storedNumber } from './stored.ts'
import type { UnitRunRef } from './unit-run-ref.ts'

/** In a transaction of lane 0: the tokens of lanes 1 to `count`, whose rows are made where they are missing. */
export async function openLanes(
  session: Session,
  { unit, number }: UnitRunRef,
  count: number,
): Promise<readonly number[]> {
  const lanes = Array.from({ length: count }, (_, at) => at + 1)
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_lock').select('lane', 'token').where({ unit }).whereIn('lane', lanes).orderBy('lane'),
    ),
  )
  const tokens = new Map(rows.map(([lane, token]) => [storedNumber(lane), storedNumber(token)]))
  const missing = lanes.filter((lane) => !tokens.has(lane))
  if (missing.length > 0) {
    const made = missing.map((lane) => ({ unit, lane, token: 0, unit_number: number }))
    await session.execute(session.dialect.compile((knex) => knex('etl_lock').insert(made)))
  }
  return lanes.map((lane) => tokens.get(lane) ?? 0)
}
