import type { Session } from '../../engine/index.ts'
import type { DimensionShape } from '../../model/index.ts'
import type { ColumnShape } from '../../schema/index.ts'
import { compileReadBack } from '../conform/read-back.ts'
import { bounds } from '../history/bounds.ts'
import { selectMembers } from '../star/select-from.ts'
import type { MemberColumns } from './member-columns.ts'
import type { Members } from './members.ts'

/** Reads all versions of a dimension, in one query and in whatever order they come, to their members. */
export async function readVersions(
  session: Session,
  { table }: DimensionShape,
  columns: MemberColumns,
  members: Members,
  signal: AbortSignal,
): Promise<void> {
  const { key, natural, attributes } = columns
  const named = (name: string) => ({ name, column: table.columns[name] as ColumnShape })
  const history = table.history === undefined ? [] : ['valid_from', 'valid_to', 'version'].map(named)
  const inferred = table.columns['is_inferred'] === undefined ? [] : [named('is_inferred')]
  const read = [...natural, key, ...attributes, ...history, ...inferred]
  const readBack = compileReadBack(table.name, read, session.capabilities)
  const { beginning, openEnd } = bounds(table.history)
  const values = natural.length + 1
  const times = values + attributes.length
  const sql = selectMembers(
    session.dialect,
    table.name,
    key.name,
    read.map(({ name }) => name),
  )
  for await (const rows of session.read(sql, { signal })) {
    for (const row of rows) {
      const cells = readBack(row)
      const [from, to, version] = history.length === 0 ? [beginning, openEnd, 1] : cells.slice(times)
      members.addVersion(cells, {
        key: cells[natural.length] as number,
        from: from as string,
        to: to as string,
        version: version as number,
        values: cells.slice(values, times),
        inferred: inferred.length > 0 && cells[times + history.length] === true,
      })
    }
  }
}
