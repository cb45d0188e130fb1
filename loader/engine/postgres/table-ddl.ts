import type { TablePlan } from '../dialect.ts'
import { columnType } from './column-types.ts'
import { quote } from './quote.ts'

/** Indexes are named by the server: their names are the schema's, and a shadow stands beside its live table. The swap hands names on. */
export function createTable(plan: TablePlan): readonly string[] {
  const lines = plan.columns.map(
    ({ name, column }) => `${quote(name)} ${columnType(column)}${column.nullable ? '' : ' NOT NULL'}`,
  )
  const { primaryKey = [], unique = [], indexes = [] } = plan
  if (primaryKey.length > 0) lines.push(`PRIMARY KEY ${list(primaryKey)}`)
  for (const columns of unique) lines.push(`UNIQUE ${list(columns)}`)
  const create = plan.temporary === true ? 'CREATE TEMPORARY TABLE' : 'CREATE TABLE'
  return [`${create} ${quote(plan.name)} (${lines.join(', ')})`, ...addIndexes(plan.name, indexes)]
}

export function addIndexes(table: string, indexes: readonly (readonly string[])[]): readonly string[] {
  return indexes.map((columns) => `CREATE INDEX ON ${quote(table)} ${list(columns)}`)
}

/** Sorts the rows, in two processes where they are many. */
export function addPrimaryKey(table: string, columns: readonly string[]): string {
  return `ALTER TABLE ${quote(table)} ADD PRIMARY KEY ${list(columns)}`
}

function list(columns: readonly string[]): string {
  return `(${columns.map(quote).join(', ')})`
}
