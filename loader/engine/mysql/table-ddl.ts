import { createHash } from 'node:crypto'
import type { TablePlan } from '../dialect.ts'
import { columnType } from './column-types.ts'
import { quote } from './quote.ts'
import type { Server } from './server.ts'

export function createTable(plan: TablePlan, server: Server): readonly string[] {
  const lines = plan.columns.map(
    ({ name, column }) => `${quote(name)} ${columnType(column)}${column.nullable ? ' NULL' : ' NOT NULL'}`,
  )
  const { primaryKey = [], unique = [], indexes = [] } = plan
  if (primaryKey.length > 0) lines.push(`PRIMARY KEY (${primaryKey.map(quote).join(', ')})`)
  for (const columns of unique) lines.push(`UNIQUE ${indexOn(columns, 'uq')}`)
  for (const columns of indexes) lines.push(indexOn(columns, 'ix'))
  const options = `ENGINE=InnoDB ROW_FORMAT=DYNAMIC DEFAULT CHARACTER SET utf8mb4 COLLATE ${server.collation}`
  const create = plan.temporary === true ? 'CREATE TEMPORARY TABLE' : 'CREATE TABLE'
  return [`${create} ${quote(plan.name)} (${lines.join(', ')}) ${options}`]
}

/** One ALTER for all: the table is read once. */
export function addIndexes(table: string, indexes: readonly (readonly string[])[]): readonly string[] {
  if (indexes.length === 0) return []
  return [`ALTER TABLE ${quote(table)} ${indexes.map((columns) => `ADD ${indexOn(columns, 'ix')}`).join(', ')}`]
}

/** Index names belong to their table, so a shadow's may be the live one's. */
function indexOn(columns: readonly string[], prefix: 'ix' | 'uq'): string {
  const name = `${prefix}_${columns.join('_')}`
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 8)
  return `INDEX ${quote([...name].length <= 64 ? name : `${[...name].slice(0, 55).join('')}_${digest}`)} (${columns.map(quote).join(', ')})`
}
