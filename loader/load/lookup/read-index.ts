import type { Session, Statement } from '../../engine/index.ts'
import { keyLocks } from '../../log/index.ts'
import { keyColumn, naturalColumns } from '../../model/index.ts'
import type { Cells, ColumnShape, TableShape } from '../../schema/index.ts'
import { compileReadBack } from '../conform/read-back.ts'
import { interning } from '../interning.ts'
import { selectMembers } from '../star/select-from.ts'
import { compileKeyOf } from './key-of.ts'
import { type IndexKey, MemberIndex } from './member-index.ts'
import type { LookupIndex } from './role.ts'
import { type ArrivedVersions, VersionIndex } from './version-index.ts'

/** Reads a dimension's members and versions into memory, as they stand; the reserved ones are never found by a lookup. */
export async function readIndex(session: Session, table: TableShape, signal: AbortSignal): Promise<LookupIndex> {
  const statement = selectMembers(session.dialect, table.name, keyColumn(table) ?? '', indexColumns(table))
  return await readIndexOf(session, table, statement, () => false, signal)
}

/** The same, with what tells later whether somebody else has inserted members since (`Inferring`). */
export async function readIndexToInfer(session: Session, table: TableShape, signal: AbortSignal): Promise<LookupIndex> {
  const locks = await locksToInfer(session, table)
  return { ...(await readIndex(session, table, signal)), ...locks }
}

/** To be asked before members are read; of a table whose members may be inferred. */
export async function locksToInfer(session: Session, { name, columns }: TableShape): Promise<{ locks?: number }> {
  return columns['is_inferred'] === undefined ? {} : { locks: await keyLocks(session, name) }
}

/** The columns that an index is made of. */
export function indexColumns(table: TableShape): readonly string[] {
  const times = table.history === undefined ? [] : ['valid_from', 'valid_to']
  return [keyColumn(table) ?? '', ...naturalColumns(table), ...times]
}

/** Reads what a statement with `indexColumns` gives; `isMade`: whether a key is of a member that this load has inferred. */
export async function readIndexOf(
  session: Session,
  table: TableShape,
  statement: Statement | string,
  isMade: (key: number) => boolean,
  signal: AbortSignal,
): Promise<LookupIndex> {
  const natural = naturalColumns(table)
  const columns = indexColumns(table).map((name) => ({ name, column: table.columns[name] as ColumnShape }))
  const readBack = compileReadBack(table.name, columns, session.capabilities)
  const keyOf = compileKeyOf(natural.length)
  const members = new MemberIndex()
  const versions: ArrivedVersions = { ordinals: [], keys: [], from: [], to: [] }
  const once = interning()
  const arrive = (key: IndexKey, cells: Cells): void => {
    versions.ordinals.push(members.add(key))
    versions.keys.push(cells[0] as number)
    versions.from.push(once((cells[natural.length + 1] ?? '') as string))
    versions.to.push(once((cells[natural.length + 2] ?? '') as string))
  }
  const made: (readonly [IndexKey, Cells])[] = []
  for await (const rows of session.read(statement, { signal })) {
    for (const row of rows) {
      const cells = readBack(row)
      const key = keyOf(cells.slice(1, natural.length + 1))
      if (isMade(Number(cells[0]))) made.push([key, cells])
      else arrive(key, cells)
    }
  }
  const inferred = new Map<IndexKey, number>()
  for (const [key, cells] of made) {
    // One that has other versions was filled meanwhile: no longer inferred.
    if (members.find(key) >= 0) arrive(key, cells)
    else inferred.set(key, Number(cells[0]))
  }
  members.seal()
  return { members, versions: VersionIndex.of(versions, members.size), inferred }
}
