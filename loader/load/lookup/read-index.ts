import type { Session, Statement } from '../../engine/index.ts'
import { keyLocks } from '../../log/index.ts'
import { keyColumn, naturalColumns } from '../../model/index.ts'
import type { ColumnShape, TableShape } from '../../schema/index.ts'
import { compileReadBack } from '../conform/read-back.ts'
import { interning } from '../interning.ts'
import { selectMembers } from '../star/select-from.ts'
import { indexRows } from './index-rows.ts'
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
  const columns = indexColumns(table).map((name) => ({ name, column: table.columns[name] as ColumnShape }))
  const width = naturalColumns(table).length + 1
  const readKey = compileReadBack(table.name, columns.slice(0, width), session.capabilities)
  const readTimes = columns.slice(width).map((column) => compileReadBack(table.name, [column], session.capabilities))
  const keyOf = compileKeyOf(width - 1)
  const once = interning()
  const members = new MemberIndex()
  const versions: ArrivedVersions = { ordinals: [], keys: [], from: [], to: [] }
  const arrive = (key: IndexKey, [version, from, to]: Arrived): void => {
    versions.ordinals.push(members.add(key))
    versions.keys.push(version)
    versions.from.push(from)
    versions.to.push(to)
  }
  const made: (readonly [IndexKey, Arrived])[] = []
  const times = ['', '']
  for await (const rows of indexRows(session, statement, signal)) {
    for (let at = 0; at < rows.length; at++) {
      for (let nth = 0; nth < readTimes.length; nth++) {
        // Most versions begin or end when the one before does.
        if (rows.isSame(at, width + nth)) continue
        times[nth] = once((readTimes[nth]?.([rows.cell(at, width + nth)])[0] ?? '') as string)
      }
      const cells = readKey(rows.first(at, width))
      const key = keyOf(cells.slice(1))
      const arrived: Arrived = [cells[0] as number, times[0] as string, times[1] as string]
      if (isMade(arrived[0])) made.push([key, arrived])
      else arrive(key, arrived)
    }
    rows.release()
  }
  const inferred = new Map<IndexKey, number>()
  for (const [key, arrived] of made) {
    // One that has other versions was filled meanwhile: no longer inferred.
    if (members.find(key) >= 0) arrive(key, arrived)
    else inferred.set(key, arrived[0])
  }
  members.seal()
  return { members, versions: VersionIndex.of(versions, members.size), inferred }
}

/** Surrogate key, valid_from, valid_to; '' where there is no history. */
type Arrived = readonly [version: number, from: string, to: string]
