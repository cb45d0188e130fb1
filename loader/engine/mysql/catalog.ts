import type { TableIndex } from '../alter-table.ts'
import { columnsByTable } from '../columns-by-table.ts'
import type { Session, TableColumn } from '../session.ts'
import { catalogType } from './column-types.ts'

// information_schema compares names without case on some servers, so the exact comparison is made here.

export async function tableExists(session: Session, table: string): Promise<boolean> {
  const sql = `SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ? AND table_type = 'BASE TABLE'`
  const rows = await session.query({ sql, params: [table] })
  return rows.some(([name]) => name === table)
}

export async function tableColumns(
  session: Session,
  table: string,
  collation: string,
): Promise<readonly TableColumn[] | null> {
  const sql =
    'SELECT table_name, column_name, column_type, is_nullable, collation_name FROM information_schema.columns ' +
    'WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position'
  const rows = (await session.query({ sql, params: [table] })).filter(([name]) => name === table)
  if (rows.length === 0) return null
  return rows.map(([, name, type, nullable, collated]) => ({
    name: String(name),
    // Text that compares otherwise than by bytes is another type to us.
    type: catalogType(String(type)) + (collated === null || collated === collation ? '' : ` collate ${collated}`),
    nullable: nullable === 'YES',
  }))
}

export async function tablesLike(session: Session, prefix: string): Promise<readonly string[]> {
  const sql = `SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE'`
  const names = (await session.query(sql)).map(([name]) => String(name))
  return names.filter((name) => name.startsWith(prefix)).sort()
}

export async function columnsLike(session: Session, prefix: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const sql =
    'SELECT c.table_name, c.column_name FROM information_schema.columns c JOIN information_schema.tables t ' +
    "ON t.table_schema = c.table_schema AND t.table_name = c.table_name AND t.table_type = 'BASE TABLE' " +
    // By names alone, so that the server opens no other table for it; it may compare without case.
    'WHERE c.table_schema = DATABASE() AND LEFT(c.table_name, CHAR_LENGTH(?)) = ? ORDER BY c.table_name, c.ordinal_position'
  return columnsByTable(await session.query({ sql, params: [prefix, prefix] }), prefix)
}

export async function tableIndexes(session: Session, table: string): Promise<readonly TableIndex[]> {
  const sql =
    'SELECT table_name, index_name, non_unique, column_name FROM information_schema.statistics ' +
    'WHERE table_schema = DATABASE() AND table_name = ? ORDER BY index_name, seq_in_index'
  const rows = (await session.query({ sql, params: [table] })).filter(([name]) => name === table)
  return [...Map.groupBy(rows, ([, index]) => String(index))]
    .filter(([, parts]) => parts.every(([, , , column]) => column !== null))
    .map(([name, parts]) => ({
      name,
      columns: parts.map(([, , , column]) => String(column)),
      unique: Number(parts[0]?.[2]) === 0,
      primary: name === 'PRIMARY',
    }))
}
