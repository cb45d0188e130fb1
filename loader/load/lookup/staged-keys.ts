import { makeTemporary, type Session } from '../../engine/index.ts'
import { keyColumn, naturalColumns } from '../../model/index.ts'
import type { Cells, ColumnShape, TableShape } from '../../schema/index.ts'
import { chunked } from '../chunked.ts'
import { indexColumns, readIndexOf } from './read-index.ts'
import type { LookupIndex } from './role.ts'

/** A name that no table of a warehouse bears: in its session the temporary one would hide it. */
const stage = '__typeline_keys'

/**
 * Reads the members with these natural keys alone: the keys go to a temporary table, in which the warehouse finds their versions. Its columns have the
 * dimension's types and collations, so what is equal there is equal here. In a transaction too.
 */
export async function readIndexOfKeys(
  session: Session,
  table: TableShape,
  keys: readonly Cells[],
  isMade: (key: number) => boolean,
  signal: AbortSignal,
): Promise<LookupIndex> {
  const { dialect } = session
  const natural = naturalColumns(table)
  // No reserved member has a natural key, no key that is asked for has NULL.
  const columns = natural.map((name) => ({
    name,
    column: { ...(table.columns[name] as ColumnShape), nullable: false },
  }))
  await makeTemporary(session, { name: stage, columns, primaryKey: natural })
  await session.bulkLoad(
    { table: stage, columns },
    chunked(keys, (key) => key),
    { signal },
  )
  const [keyTable, members] = [dialect.quote(stage), dialect.quote(table.name)]
  const found = indexColumns(table).map((name) => `d.${dialect.quote(name)}`)
  const same = natural.map((name) => `d.${dialect.quote(name)} = k.${dialect.quote(name)}`)
  const statement =
    `SELECT ${found.join(', ')} FROM ${keyTable} AS k JOIN ${members} AS d ON ${same.join(' AND ')} ` +
    `WHERE d.${dialect.quote(keyColumn(table) ?? '')} > 0`
  return await readIndexOf(session, table, statement, isMade, signal)
}
