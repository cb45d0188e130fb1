import type { Dialect } from '../../engine/index.ts'
import type { SqlText } from '../../model/index.ts'
import type { Cell, Cells } from '../../schema/index.ts'

/** The greatest value of a column in what a source's query gives. */
export function greatestOf(query: SqlText, dialect: Dialect, column: string): SqlText {
  return around(`SELECT MAX(q.${dialect.quote(column)}) FROM (`, query, ') AS q')
}

/** The least and the greatest value of a column in it. */
export function boundsOf(query: SqlText, dialect: Dialect, column: string): SqlText {
  const name = `q.${dialect.quote(column)}`
  return around(`SELECT MIN(${name}), MAX(${name}) FROM (`, query, ') AS q')
}

/** The rows of a source's query that are equal in these columns to one of the keys. */
export function matchingRows(
  query: SqlText,
  dialect: Dialect,
  columns: readonly string[],
  keys: readonly Cells[],
): SqlText {
  const names = columns.map((name) => `q.${dialect.quote(name)} = `)
  const parts: string[] = []
  const values: Cell[] = []
  for (const key of keys) {
    for (const [at, cell] of key.entries()) {
      parts.push(`${at > 0 ? ' AND ' : values.length > 0 ? ') OR (' : ' WHERE ('}${names[at]}`)
      values.push(cell)
    }
  }
  return around('SELECT q.* FROM (', query, ') AS q', { parts: [...parts, ')'], values })
}

/** The query as a table, with what follows it; on lines of its own, so that a comment at its end ends there. */
export function around(
  before: string,
  { parts, values }: SqlText,
  after: string,
  { parts: [first = '', ...rest], values: more }: SqlText = { parts: [], values: [] },
): SqlText {
  const whole = [...parts]
  whole[0] = `${before}\n${whole[0]}`
  whole[whole.length - 1] += `\n${after}${first}`
  return { parts: [...whole, ...rest], values: [...values, ...more] }
}
