import type { Dialect } from '../dialect.ts'
import { knexCompiler } from '../knex-compiler.ts'
import { linePacker } from '../line-packer.ts'
import { renderSql } from '../render-sql.ts'
import { alterTable } from './alter-table.ts'
import { columnType } from './column-types.ts'
import { lineColumns } from './line-columns.ts'
import { quote } from './quote.ts'
import type { Server } from './server.ts'
import { lockSetup, sessionSetup } from './session-setup.ts'
import { addIndexes, createTable } from './table-ddl.ts'

/** The dialect of MariaDB and MySQL 8; they differ in collation and a few settings. */
export function dialectOf(server: Server): Dialect {
  return {
    name: server.brand,
    quote,
    type: columnType,
    createTable: (plan) => createTable(plan, server),
    addIndexes,
    // Its rows lie in the key.
    addPrimaryKey: null,
    dropTable: (table) => `DROP TABLE IF EXISTS ${quote(table)}`,
    dropTemporary: (table) => `DROP TEMPORARY TABLE IF EXISTS ${quote(table)}`,
    swap: (live, shadow, old) => [`RENAME TABLE ${quote(live)} TO ${quote(old)}, ${quote(shadow)} TO ${quote(live)}`],
    // Views find their tables by name.
    swapObstacles: () => null,
    renameTable: (from, to) => `RENAME TABLE ${quote(from)} TO ${quote(to)}`,
    alter: alterTable,
    compile: knexCompiler('mysql2'),
    render: (text, period) => renderSql(text, () => '?', period),
    updateFromStage(target, stage, key, columns) {
      const sets = columns.map((column) => `t.${quote(column)} = s.${quote(column)}`)
      const match = `s.${quote(key)} = t.${quote(key)}`
      return `UPDATE ${quote(target)} AS t JOIN ${quote(stage)} AS s ON ${match} SET ${sets.join(', ')}`
    },
    insertFromStage(target, stage, columns) {
      const list = columns.map(quote).join(', ')
      return `INSERT INTO ${quote(target)} (${list}) SELECT ${list} FROM ${quote(stage)}`
    },
    deleteMatching(target, stage, columns) {
      const match = columns.map((column) => `s.${quote(column)} = t.${quote(column)}`)
      return `DELETE t FROM ${quote(target)} AS t JOIN ${quote(stage)} AS s ON ${match.join(' AND ')}`
    },
    packer: (target) => linePacker(lineColumns(target)),
    lineColumns,
    setBased: null,
    now: 'SELECT UTC_TIMESTAMP(6)',
    nullSafeEqual: (left, right) => `${left} <=> ${right}`,
    sessionSetup: sessionSetup(server),
    lockSetup,
  }
}
