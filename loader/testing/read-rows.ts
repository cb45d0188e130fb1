import type { Session } from '../engine/index.ts'
import { compileReadBack } from '../load/index.ts'
import type { Cells, TableShape } from '../schema/index.ts'
import { columnOf } from './drawn-units.ts'

/** The rows of a table in canonical cells; a dimension's reserved members, whose keys lie below 0, are left out unless `reserved`. */
export async function readRows(
  session: Session,
  table: TableShape,
  names: readonly string[],
  { reserved }: { readonly reserved: boolean },
): Promise<readonly Cells[]> {
  const { dialect } = session
  const columns = names.map((name) => ({ name, column: columnOf(table, name) }))
  const [key] = Object.entries(table.columns).find(([, { purpose }]) => purpose === 'key') ?? []
  const members = key === undefined || reserved ? '' : ` WHERE ${dialect.quote(key)} > 0`
  const list = names.map((name) => dialect.quote(name)).join(', ')
  const rows = await session.query(`SELECT ${list} FROM ${dialect.quote(table.name)}${members} ORDER BY ${list}`)
  return rows.map(compileReadBack(table.name, columns, session.capabilities))
}
