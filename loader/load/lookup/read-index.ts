import type { Session } from '../../engine/index.ts'
import { keyLocks } from '../../log/index.ts'
import { keyColumn, naturalColumns } from '../../model/index.ts'
import type { ColumnShape, TableShape } from '../../schema/index.ts'
import { compileReadBack } from '../conform/read-back.ts'
import { interning } from '../interning.ts'
import { selectMembers } from '../star/select-from.ts'
import { compileKeyOf } from './key-of.ts'
import { MemberIndex } from './member-index.ts'
import type { LookupIndex } from './role.ts'
import { type ArrivedVersions, VersionIndex } from './version-index.ts'

/** Reads a dimension's members and versions into memory, as they stand; the reserved ones are never found by a lookup. */
export async function readIndex(session: Session, table: TableShape, signal: AbortSignal): Promise<LookupIndex> {
  const key = keyColumn(table) ?? ''
  const natural = naturalColumns(table)
  const names = [key, ...natural, ...(table.history === undefined ? [] : ['valid_from', 'valid_to'])]
  const columns = names.map((name) => ({ name, column: table.columns[name] as ColumnShape }))
  const readBack = compileReadBack(table.name, columns, session.capabilities)
  const keyOf = compileKeyOf(natural.length)
  const members = new MemberIndex()
  const versions: ArrivedVersions = { ordinals: [], keys: [], from: [], to: [] }
  const once = interning()
  const statement = selectMembers(session.dialect, table.name, key, names)
  for await (const rows of session.read(statement, { signal })) {
    for (const row of rows) {
      const cells = readBack(row)
      versions.ordinals.push(members.add(keyOf(cells.slice(1, natural.length + 1))))
      versions.keys.push(cells[0] as number)
      versions.from.push(once((cells[natural.length + 1] ?? '') as string))
      versions.to.push(once((cells[natural.length + 2] ?? '') as string))
    }
  }
  members.seal()
  return { members, versions: VersionIndex.of(versions, members.size), inferred: new Map() }
}

/** The same, with what tells later whether somebody else has inserted members since (`Inferring`). */
export async function readIndexToInfer(session: Session, table: TableShape, signal: AbortSignal): Promise<LookupIndex> {
  if (table.columns['is_inferred'] === undefined) return await readIndex(session, table, signal)
  const locks = await keyLocks(session, table.name)
  return { ...(await readIndex(session, table, signal)), locks }
}
