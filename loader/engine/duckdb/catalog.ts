import { columnsByTable } from '../columns-by-table.ts'
import type { Session, TableColumn } from '../session.ts'

// duckdb_columns() tells views as well; tables alone are ours. Names are compared as DuckDB does, without case.
const here = 'database_name = current_database() AND schema_name = current_schema() AND NOT internal'

export async function tableExists(session: Session, table: string): Promise<boolean> {
  const sql = `SELECT 1 FROM duckdb_tables() WHERE ${here} AND lower(table_name) = lower($1)`
  return (await session.query({ sql, params: [table] })).length > 0
}

export async function tableColumns(session: Session, table: string): Promise<readonly TableColumn[] | null> {
  const sql =
    `SELECT column_name, data_type, is_nullable FROM duckdb_columns() WHERE ${here} ` +
    'AND lower(table_name) = lower($1) ORDER BY column_index'
  const rows = await session.query({ sql, params: [table] })
  if (rows.length === 0) return null
  return rows.map(([name, type, nullable]) => ({ name: String(name), type: String(type), nullable: nullable === true }))
}

export async function tablesLike(session: Session, prefix: string): Promise<readonly string[]> {
  const sql = `SELECT table_name FROM duckdb_tables() WHERE ${here} AND starts_with(lower(table_name), lower($1)) ORDER BY table_name`
  return (await session.query({ sql, params: [prefix] })).map(([name]) => String(name))
}

export async function columnsLike(session: Session, prefix: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const sql =
    `SELECT table_name, column_name FROM duckdb_columns() WHERE ${here} AND starts_with(lower(table_name), lower($1)) ` +
    'ORDER BY table_name, column_index'
  return columnsByTable(await session.query({ sql, params: [prefix] }), '')
}
