import type { Dialect, TablePlan } from '../dialect.ts'
import { knexCompiler } from '../knex-compiler.ts'
import { renderSql } from '../render-sql.ts'
import { alterTable } from './alter-table.ts'
import { columnType } from './column-types.ts'
import { quote } from './quote.ts'
import { setBased } from './set-based.ts'

function createTable(plan: TablePlan): readonly string[] {
  const key = new Set(plan.primaryKey ?? [])
  // Keys and indexes are left out (capabilities.indexes), but what a primary key says about NULL stays.
  const columns = plan.columns.map(({ name, column }) => {
    const filled = !column.nullable || key.has(name)
    return `${quote(name)} ${columnType(column)}${filled ? ' NOT NULL' : ''}`
  })
  return [`CREATE ${plan.temporary === true ? 'TEMPORARY ' : ''}TABLE ${quote(plan.name)} (${columns.join(', ')})`]
}

function renameTable(from: string, to: string): string {
  return `ALTER TABLE ${quote(from)} RENAME TO ${quote(to)}`
}

export const dialect: Dialect = {
  name: 'duckdb',
  quote,
  type: columnType,
  createTable,
  addIndexes: () => [],
  addPrimaryKey: null,
  dropTable: (table) => `DROP TABLE IF EXISTS ${quote(table)}`,
  dropTemporary: (table) => `DROP TABLE IF EXISTS temp.main.${quote(table)}`,
  swap: (live, shadow, old) => [renameTable(live, old), renameTable(shadow, live)],
  // Views find their tables by name.
  swapObstacles: () => null,
  renameTable,
  alter: alterTable,
  // DuckDB speaks PostgreSQL's placeholders and quotes.
  compile: knexCompiler('pg'),
  render: (text, period) => renderSql(text, (position) => `$${position}`, period),
  updateFromStage(target, stage, key, columns) {
    const sets = columns.map((column) => `${quote(column)} = s.${quote(column)}`)
    const match = `${quote(target)}.${quote(key)} = s.${quote(key)}`
    return `UPDATE ${quote(target)} SET ${sets.join(', ')} FROM ${quote(stage)} AS s WHERE ${match}`
  },
  insertFromStage(target, stage, columns) {
    const list = columns.map(quote).join(', ')
    return `INSERT INTO ${quote(target)} (${list}) SELECT ${list} FROM ${quote(stage)}`
  },
  deleteMatching(target, stage, columns) {
    const match = columns.map((column) => `${quote(target)}.${quote(column)} = s.${quote(column)}`)
    return `DELETE FROM ${quote(target)} USING ${quote(stage)} AS s WHERE ${match.join(' AND ')}`
  },
  packer: () => (rows) => rows,
  lineColumns: null,
  setBased,
  now: 'SELECT CAST(now() AS TIMESTAMP)',
  nullSafeEqual: (left, right) => `${left} IS NOT DISTINCT FROM ${right}`,
  sessionSetup: ["SET TimeZone = 'UTC'"],
  // The file lock ends with the process; nothing is left to time out.
  lockSetup: [],
}
