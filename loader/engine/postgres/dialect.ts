import type { Dialect } from '../dialect.ts'
import { knexCompiler } from '../knex-compiler.ts'
import { linePacker } from '../line-packer.ts'
import { renderSql } from '../render-sql.ts'
import { alterTable } from './alter-table.ts'
import { columnType } from './column-types.ts'
import { lineColumns } from './line-columns.ts'
import { quote } from './quote.ts'
import { lockSetup, sessionSetup } from './session-setup.ts'
import { swap, swapObstacles } from './swap.ts'
import { addIndexes, addPrimaryKey, createTable } from './table-ddl.ts'

export const dialect: Dialect = {
  name: 'postgres',
  quote,
  type: columnType,
  createTable,
  addIndexes,
  addPrimaryKey,
  dropTable: (table) => `DROP TABLE IF EXISTS ${quote(table)}`,
  dropTemporary: (table) => `DROP TABLE IF EXISTS pg_temp.${quote(table)}`,
  swap,
  swapObstacles,
  renameTable: (from, to) => `ALTER TABLE ${quote(from)} RENAME TO ${quote(to)}`,
  alter: alterTable,
  compile: knexCompiler('pg'),
  render: (text, period) => renderSql(text, (position) => `$${position}`, period),
  updateFromStage(target, stage, key, columns) {
    const sets = columns.map((column) => `${quote(column)} = s.${quote(column)}`)
    const match = `t.${quote(key)} = s.${quote(key)}`
    return `UPDATE ${quote(target)} AS t SET ${sets.join(', ')} FROM ${quote(stage)} AS s WHERE ${match}`
  },
  insertFromStage(target, stage, columns) {
    const list = columns.map(quote).join(', ')
    return `INSERT INTO ${quote(target)} (${list}) SELECT ${list} FROM ${quote(stage)}`
  },
  deleteMatching(target, stage, columns) {
    const match = columns.map((column) => `t.${quote(column)} = s.${quote(column)}`)
    return `DELETE FROM ${quote(target)} AS t USING ${quote(stage)} AS s WHERE ${match.join(' AND ')}`
  },
  packer: (target) => linePacker(lineColumns(target)),
  lineColumns,
  setBased: null,
  now: "SELECT clock_timestamp() AT TIME ZONE 'UTC'",
  nullSafeEqual: (left, right) => `${left} IS NOT DISTINCT FROM ${right}`,
  sessionSetup,
  lockSetup,
}
