import type { RowBlock, Session, Statement } from '../../engine/index.ts'
import { type DimensionShape, isFindable } from '../../model/index.ts'
import type { Cells, RawRow } from '../../schema/index.ts'
import { matchingRows } from '../extract/around-query.ts'
import { boundInteger } from '../extract/period.ts'
import { selectMembers } from '../star/select-from.ts'
import type { MemberColumns } from './member-columns.ts'
import type { StoredVersions } from './stored-versions.ts'

/** Members whose versions one query asks for, and how many such queries cost less than reading the dimension whole where it has indexes. */
const membersAtOnce = 1000
const queries = 20

/**
 * Reads versions of a dimension, in whatever order they come: all of them, or those of the members with these natural keys (and, where they are many, of
 * others too).
 */
export async function readVersions(
  session: Session,
  { table }: DimensionShape,
  { key, natural }: MemberColumns,
  { columns }: StoredVersions,
  keys: readonly Cells[] | null,
  add: (rows: readonly RawRow[] | RowBlock) => void,
  signal: AbortSignal,
): Promise<void> {
  const names = columns.map(({ name }) => name)
  const all = selectMembers(session.dialect, table.name, key.name, names)
  for (const statement of statements(session, all, natural, keys)) {
    const blocks = session.readBlocks?.(statement, { signal })
    for await (const rows of blocks ?? session.read(statement, { signal })) add(rows)
  }
}

function* statements(
  { dialect, capabilities }: Session,
  all: string,
  natural: MemberColumns['natural'],
  keys: readonly Cells[] | null,
): Generator<Statement | string, void, undefined> {
  const most = membersAtOnce * (capabilities.indexes ? queries : 1)
  if (keys === null || keys.length > most || !natural.every(({ column }) => isFindable(column))) {
    yield all
    return
  }
  const names = natural.map(({ name }) => name)
  const integers = natural.map(({ column: { kind } }) => kind === 'integer' || kind === 'bigint')
  for (let start = 0; start < keys.length; start += membersAtOnce) {
    const some = keys
      .slice(start, start + membersAtOnce)
      .map((cells) => cells.map((cell, at) => (integers[at] === true ? boundInteger(String(cell)) : cell)))
    yield dialect.render(matchingRows({ parts: [all], values: [] }, dialect, names, some))
  }
}
