import type { Session } from '../engine/index.ts'
import { storedNumber } from './stored.ts'

/** The number of the last load of each unit that changed a row of it; 0: none did. */
export async function lastChanges(
  session: Session,
  units: readonly string[],
): Promise<Readonly<Record<string, number>>> {
  const changes: Record<string, number> = Object.fromEntries(units.map((unit) => [unit, 0]))
  if (units.length === 0) return changes
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_unit_run')
        .select('unit')
        .max('unit_number')
        .where('status', 'done')
        .whereIn('unit', units)
        .where((any) =>
          any
            .where('rows_new', '>', 0)
            .orWhere('versions', '>', 0)
            .orWhere('overwritten', '>', 0)
            .orWhere('notes', 'like', '%"closed":%'),
        )
        .groupBy('unit'),
    ),
  )
  for (const [unit, number] of rows) changes[String(unit)] = storedNumber(number)
  return changes
}
