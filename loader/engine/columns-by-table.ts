import type { RawRow } from '../schema/index.ts'

/** Rows of table and column name, in the order of the columns, as the columns of each table whose name begins so. */
export function columnsByTable(rows: readonly RawRow[], prefix: string): ReadonlyMap<string, readonly string[]> {
  const own = rows.filter(([table]) => String(table).startsWith(prefix))
  const tables = Map.groupBy(own, ([table]) => String(table))
  return new Map([...tables].map(([table, columns]) => [table, columns.map(([, column]) => String(column))]))
}
