import type { Session } from '../engine/index.ts'
import type { Cells, NamedColumn } from '../schema/index.ts'
import { logTables } from './tables.ts'

/** A lookup of a published row that Unknown answered, to be mended when the member has come. KIMBALL.md, Lookups and Mending. */
export interface KeptMiss {
  readonly role: string
  /** What was looked up, readable. */
  readonly naturalKey: string
  /** The source columns of the row's grain as JSON. */
  readonly grain: string
}

const columns: readonly NamedColumn[] = logTables.find(({ name }) => name === 'etl_miss')?.columns ?? []
const chunkRows = 1000

/** The grains of a unit with misses, each once; of what is published alone. */
export async function readMissedGrains(session: Session, unit: string): Promise<readonly string[]> {
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_miss').distinct('grain').where({ unit, pending: false }).orderBy('grain'),
    ),
  )
  return rows.map(([grain]) => String(grain))
}

/** Adds a batch's misses in the running transaction; they are pending until the unit is published. */
export async function keepMisses(
  session: Session,
  unit: string,
  run: number,
  misses: readonly KeptMiss[],
): Promise<void> {
  if (misses.length === 0) return
  function* chunks(): Iterable<readonly Cells[]> {
    for (let start = 0; start < misses.length; start += chunkRows) {
      const some = misses.slice(start, start + chunkRows)
      yield some.map(({ role, naturalKey, grain }) => [unit, role, naturalKey, grain, run, true])
    }
  }
  await session.bulkLoad({ table: 'etl_miss', columns }, chunks())
}

/** The misses of this run's batches count from here on: their rows are seen now, or as soon as the table is swapped in. */
export async function publishMisses(session: Session, unit: string, run: number): Promise<void> {
  await session.execute(
    session.dialect.compile((knex) => knex('etl_miss').where({ unit, run_id: run }).update({ pending: false })),
  )
}

/** Forgets what earlier runs missed: all of it was looked at again. One that stays costs the next load a look at its row, nothing else. */
export async function forgetMisses(session: Session, unit: string, run: number): Promise<void> {
  await session.execute(
    session.dialect.compile((knex) => knex('etl_miss').where({ unit }).whereNot({ run_id: run }).delete()),
  )
}
