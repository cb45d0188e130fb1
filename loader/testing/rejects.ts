import type { Session } from '../engine/index.ts'
import type { Cell, Cells, ColumnShape, TableShape } from '../schema/index.ts'
import { columnOf } from './drawn-units.ts'

const text: ColumnShape = { kind: 'text', nullable: true, purpose: 'attribute' }

/** What a story may draw of rejected rows. */
export const rejectsTable: TableShape = {
  name: 'rejects',
  columns: { reason: text, key: text, row: text, message: text },
  grain: [],
  indexes: [],
}

const stored: Readonly<Record<string, string>> = {
  reason: 'reason',
  key: 'row_key',
  row: 'row_json',
  message: 'message',
}

/** The rows that a unit rejected in one run. */
export async function readRejects(
  session: Session,
  unit: string,
  run: number,
  names: readonly string[],
): Promise<readonly Cells[]> {
  for (const name of names) columnOf(rejectsTable, name)
  const rows = await session.query(
    session.dialect.compile((knex) =>
      knex('etl_reject')
        .select(names.map((name) => stored[name] ?? name))
        .where({ unit, run_id: run })
        .orderBy(['unit_number', 'reject_no']),
    ),
  )
  return rows.map((row) => row.map((cell): Cell => (cell === null ? null : String(cell))))
}
