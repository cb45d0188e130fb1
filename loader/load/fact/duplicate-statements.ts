import type { Dialect } from '../../engine/index.ts'

/** The tables and columns among which rows of one grain are sorted out. */
export interface DuplicateTables {
  /** Holds each grain at most once when all is done. */
  readonly stage: string
  /** Rows whose grain may stand elsewhere too, in `columns` and `order`; no keys. */
  readonly overflow: string
  /** Grains whose rows cannot be told apart by `order` and differ; the columns of the grain. */
  readonly conflicts: string
  readonly grain: readonly string[]
  /** The fact's columns. */
  readonly columns: readonly string[]
  /** Columns of the overflow that put rows of one grain in order; the last row is the fact. */
  readonly order: readonly string[]
}

export interface DuplicateStatements {
  /** Gives the stage its primary key, which fails where it holds a grain more than once; null where tables carry none, or have it from the beginning. */
  readonly addKey: string | null
  /** Grains that the stage holds more than once. */
  readonly countRepeated: string
  /** All rows of such grains, where no key refuses them, to the overflow. */
  readonly repeatedToOverflow: string
  /** Rows of the stage whose grain stands in the overflow too, to the overflow. */
  readonly matchedToOverflow: string
  /** What now stands in the overflow, from the stage. */
  readonly clearStage: string
  readonly findConflicts: string
  /** Rows of the overflow in conflict, in the order of `columns`. */
  readonly readConflicts: string
  readonly countConflicts: string
  readonly countOverflow: string
  /** Rows of the overflow that are left when equal ones are one, without those in conflict. */
  readonly countDistinct: string
  /** One row of each grain without conflict, the last by `order`, to the stage. */
  readonly keepLast: string
}

/**
 * KIMBALL.md, Grain: rows of one grain that are equal are one row; rows that differ are told apart by `order` (the last wins) or go to quarantine,
 * all of that grain. Equality is the database's on canonical values, in collations that compare bytes. NULL comes first in an order.
 */
export function duplicateStatements(dialect: Dialect, tables: DuplicateTables): DuplicateStatements {
  const names = (columns: readonly string[], from = '') => columns.map((name) => from + dialect.quote(name)).join(', ')
  const { grain, columns, order } = tables
  const [stage, overflow, conflicts] = [tables.stage, tables.overflow, tables.conflicts].map((t) => dialect.quote(t))
  const all = [...columns, ...order]
  const same = (left: string, right: string) =>
    grain.map((name) => `${left}.${dialect.quote(name)} = ${right}.${dialect.quote(name)}`).join(' AND ')
  const intoOverflow = (grains: string) =>
    `INSERT INTO ${overflow} (${names(columns)}) SELECT ${names(columns, 's.')} FROM (${grains}) AS g JOIN ${stage} AS s ON ${same('s', 'g')}`
  const inConflict = `FROM ${overflow} AS d JOIN ${conflicts} AS c ON ${same('d', 'c')}`
  const distinct =
    `SELECT DISTINCT ${names(all, 'd.')} FROM ${overflow} AS d ` +
    `WHERE NOT EXISTS (SELECT 1 FROM ${conflicts} AS c WHERE ${same('d', 'c')})`
  const last = order.map((name) => `${dialect.quote(name)} IS NULL, ${dialect.quote(name)} DESC`).join(', ')
  const ranked =
    `SELECT ${names(columns)}, ROW_NUMBER() OVER (PARTITION BY ${names(grain)} ORDER BY ${last}) AS place ` +
    `FROM (${distinct}) AS told_apart`
  const repeated = `SELECT ${names(grain)} FROM ${stage} GROUP BY ${names(grain)} HAVING COUNT(*) > 1`
  return {
    addKey: dialect.addPrimaryKey?.(tables.stage, grain) ?? null,
    countRepeated: `SELECT COUNT(*) FROM (${repeated}) AS repeated`,
    repeatedToOverflow: intoOverflow(repeated),
    matchedToOverflow: intoOverflow(`SELECT DISTINCT ${names(grain)} FROM ${overflow}`),
    clearStage: dialect.deleteMatching(tables.stage, tables.overflow, grain),
    findConflicts:
      `INSERT INTO ${conflicts} (${names(grain)}) SELECT DISTINCT ${names(grain)} FROM (` +
      `SELECT ${names(grain)} FROM (SELECT DISTINCT ${names(all)} FROM ${overflow}) AS told_apart ` +
      `GROUP BY ${names([...grain, ...order])} HAVING COUNT(*) > 1) AS differing`,
    readConflicts: `SELECT ${names(columns, 'd.')} ${inConflict} ORDER BY ${names(all, 'd.')}`,
    countConflicts: `SELECT COUNT(*) ${inConflict}`,
    countOverflow: `SELECT COUNT(*) FROM ${overflow}`,
    countDistinct: `SELECT COUNT(*) FROM (${distinct}) AS kept`,
    keepLast:
      `INSERT INTO ${stage} (${names(columns)}) ` +
      (order.length === 0 ? distinct : `SELECT ${names(columns)} FROM (${ranked}) AS kept WHERE place = 1`),
  }
}
