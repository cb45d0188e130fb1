import type { Session, Statement } from '../../engine/index.ts'
import { type DimensionShape, isFindable } from '../../model/index.ts'
import type { Cells, ColumnShape } from '../../schema/index.ts'
import { compileReadBack } from '../conform/read-back.ts'
import { matchingRows } from '../extract/around-query.ts'
import { boundInteger } from '../extract/period.ts'
import { bounds } from '../history/bounds.ts'
import { interning } from '../interning.ts'
import { selectMembers } from '../star/select-from.ts'
import type { MemberColumns } from './member-columns.ts'
import type { Members } from './members.ts'

/** Members whose versions one query asks for, and how many such queries cost less than reading the dimension whole where it has indexes. */
const membersAtOnce = 1000
const queries = 20

/**
 * Reads versions of a dimension, in whatever order they come, to their members: all of them, or those of the members with these natural keys (and, where they are
 * many, of others too).
 */
export async function readVersions(
  session: Session,
  { table }: DimensionShape,
  columns: MemberColumns,
  members: Members,
  keys: readonly Cells[] | null,
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
  const names = read.map(({ name }) => name)
  const once = interning()
  for (const statement of statements(
    session,
    selectMembers(session.dialect, table.name, key.name, names),
    natural,
    keys,
  )) {
    for await (const rows of session.read(statement, { signal })) {
      for (const row of rows) {
        const cells = readBack(row)
        const timed = history.length > 0
        members.addVersion(cells, {
          key: cells[natural.length] as number,
          from: timed ? once(cells[times] as string) : beginning,
          to: timed ? once(cells[times + 1] as string) : openEnd,
          version: timed ? (cells[times + 2] as number) : 1,
          values: cells.slice(values, times),
          inferred: inferred.length > 0 && cells[times + history.length] === true,
        })
      }
    }
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
