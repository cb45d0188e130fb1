import type { TableIndex } from '../alter-table.ts'
import { columnsByTable } from '../columns-by-table.ts'
import type { Session, TableColumn } from '../session.ts'

// In the schema where CREATE TABLE makes tables; what stands elsewhere on the search path is not ours.
const tables = `FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p')`

export async function tableExists(session: Session, table: string): Promise<boolean> {
  return (await session.query({ sql: `SELECT 1 ${tables} AND c.relname = $1`, params: [table] })).length > 0
}

export async function tableColumns(session: Session, table: string): Promise<readonly TableColumn[] | null> {
  const sql =
    'SELECT a.attname, format_type(a.atttypid, a.atttypmod), NOT a.attnotnull, ' +
    `(SELECT quote_ident(o.collname) FROM pg_collation o WHERE o.oid = a.attcollation AND o.collname <> 'default') ` +
    `FROM pg_attribute a WHERE a.attrelid = (SELECT c.oid ${tables} AND c.relname = $1) AND a.attnum > 0 AND NOT a.attisdropped ` +
    'ORDER BY a.attnum'
  const read = () => session.query({ sql, params: [table] })
  let rows = await read()
  if (rows.length === 0) {
    if (!(await tableExists(session, table))) return null
    // Somebody may have made it in between; else it has none.
    rows = await read()
  }
  return rows.map(([name, type, nullable, collation]) => ({
    name: String(name),
    // Text that compares otherwise than by bytes is another type to us.
    type: String(type) + (collation === null ? '' : ` COLLATE ${collation}`),
    nullable: nullable === true,
  }))
}

export async function tablesLike(session: Session, prefix: string): Promise<readonly string[]> {
  const names = (await session.query(`SELECT c.relname ${tables}`)).map(([name]) => String(name))
  return names.filter((name) => name.startsWith(prefix)).sort()
}

export async function columnsLike(session: Session, prefix: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const columns = 'a.attnum > 0 AND NOT a.attisdropped ORDER BY c.relname, a.attnum'
  const sql = `SELECT c.relname, a.attname ${tables.replace('WHERE', 'JOIN pg_attribute a ON a.attrelid = c.oid WHERE')} AND ${columns}`
  return columnsByTable(await session.query(sql), prefix)
}

export async function tableIndexes(session: Session, table: string): Promise<readonly TableIndex[]> {
  const sql =
    'SELECT n.relname, i.indisunique, i.indisprimary, a.attname FROM pg_index i JOIN pg_class n ON n.oid = i.indexrelid ' +
    'CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (attnum, place) ' +
    'JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum ' +
    `WHERE i.indrelid = (SELECT c.oid ${tables} AND c.relname = $1) AND i.indexprs IS NULL AND i.indpred IS NULL ` +
    'ORDER BY n.relname, k.place'
  const rows = await session.query({ sql, params: [table] })
  return [...Map.groupBy(rows, ([name]) => String(name))].map(([name, parts]) => ({
    name,
    columns: parts.map(([, , , column]) => String(column)),
    unique: parts[0]?.[1] === true,
    primary: parts[0]?.[2] === true,
  }))
}
