import type { Session } from '../engine/index.ts'
import type { Clock } from './clock.ts'
import type { Run, UnitToTake } from './run-log.ts'
import { storedNumber } from './stored.ts'

/** Keeps each definition that a unit was ever loaded by, with its hash, text, first run and time; the unit's lock is held. */
export async function keepDefinition(session: Session, run: Run, unit: UnitToTake, clock: Clock): Promise<void> {
  const { hash, text } = unit.definition
  const key = { unit: unit.name, hash }
  const [row] = await session.query(session.dialect.compile((knex) => knex('etl_definition').count('*').where(key)))
  if (storedNumber(row?.[0]) > 0) return
  const values = { ...key, definition: text, first_run: run.id, first_seen: clock.now() }
  await session.execute(session.dialect.compile((knex) => knex('etl_definition').insert(values)))
}
