import type { Dialect } from '../../engine/index.ts'

/** `SELECT columns FROM table`, every name quoted. */
export function selectFrom(dialect: Dialect, table: string, columns: readonly string[]): string {
  return `SELECT ${columns.map((name) => dialect.quote(name)).join(', ')} FROM ${dialect.quote(table)}`
}

/** The rows of a dimension that are members; the reserved ones have keys below 0 (KIMBALL.md, Reserved members). */
export function selectMembers(dialect: Dialect, table: string, key: string, columns: readonly string[]): string {
  return `${selectFrom(dialect, table, columns)} WHERE ${dialect.quote(key)} > 0`
}
