import type { Dialect } from '../../engine/index.ts'
import type { TableShape } from '../../schema/index.ts'

/** Statements that set a stage's rows beside those of the live table, by grain. */
export interface LiveStatements {
  /** Rows of the stage that the live table holds already, equal in all but what counts runs. */
  readonly dropUnchanged: string
  /** Rows of the stage whose grain the live table holds. */
  readonly countFound: string
  readonly readFound: string
  readonly dropFound: string
  /** Gives the stage's rows the run that inserted them first; null where rows do not tell runs. */
  readonly keepInserted: string | null
}

export function liveStatements(dialect: Dialect, table: TableShape, stage: string): LiveStatements {
  const names = Object.keys(table.columns)
  const column = (from: string, name: string) => `${dialect.quote(from)}.${dialect.quote(name)}`
  const live = `${dialect.quote(table.name)} AS l`
  const same = table.grain.map((name) => `${column('l', name)} = ${column(stage, name)}`).join(' AND ')
  const compared = names.filter((name) => table.columns[name]?.purpose !== 'audit' && !table.grain.includes(name))
  const equal = compared.map((name) => dialect.nullSafeEqual(column('l', name), column(stage, name)))
  const found = `EXISTS (SELECT 1 FROM ${live} WHERE ${same})`
  const from = dialect.quote(stage)
  return {
    dropUnchanged: `DELETE FROM ${from} WHERE EXISTS (SELECT 1 FROM ${live} WHERE ${[same, ...equal].join(' AND ')})`,
    countFound: `SELECT COUNT(*) FROM ${from} WHERE ${found}`,
    readFound: `SELECT ${names.map((name) => column(stage, name)).join(', ')} FROM ${from} WHERE ${found} ORDER BY ${table.grain.map((name) => column(stage, name)).join(', ')}`,
    dropFound: `DELETE FROM ${from} WHERE ${found}`,
    keepInserted:
      table.columns['inserted_run']?.purpose === 'audit'
        ? `UPDATE ${from} SET ${dialect.quote('inserted_run')} = (SELECT ${column('l', 'inserted_run')} FROM ${live} WHERE ${same}) WHERE ${found}`
        : null,
  }
}
