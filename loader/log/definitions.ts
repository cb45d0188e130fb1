import type { Session } from '../engine/index.ts'
import type { Clock } from './clock.ts'
import type { Run, UnitToTake } from './run-log.ts'
import { storedNumber, storedText } from './stored.ts'

/** Keeps each definition that a unit was ever loaded by, with its hash, text, first run and time; the unit's lock is held. */
export async function keepDefinition(session: Session, run: Run, unit: UnitToTake, clock: Clock): Promise<void> {
  const { hash, text } = unit.definition
  const key = { unit: unit.name, hash }
  const [row] = await session.query(session.dialect.compile((knex) => knex('etl_definition').count('*').where(key)))
  if (storedNumber(row?.[0]) > 0) return
  const values = { ...key, definition: text, first_run: run.id, first_seen: clock.now() }
  await session.execute(session.dialect.compile((knex) => knex('etl_definition').insert(values)))
}

/** The definition by which the unit was last loaded to the end, as its text; null: never yet. */
export async function lastDefinition(session: Session, unit: string): Promise<string | null> {
  const [row] = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_unit_run as u')
        .join('etl_definition as d', (join) => join.on('d.unit', 'u.unit').andOn('d.hash', 'u.definition_hash'))
        .select('d.definition')
        .where({ 'u.unit': unit, 'u.status': 'done' })
        .orderBy('u.unit_number', 'desc')
        .limit(1),
    ),
  )
  return storedText(row?.[0])
}
