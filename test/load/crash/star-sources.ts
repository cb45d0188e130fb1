import { period, type SourceShape, sql } from '../../../loader/model/index.ts'
import type { Columns } from '../../../loader/schema/index.ts'

type Row = Readonly<Record<string, string | number | null>>

export function generated(columns: Columns, count: number, row: (at: number) => Row): SourceShape {
  return { from: '', columns, rows: () => times(count, row) }
}

/** A query whose rows are in its own text. */
export function readWhole(count: number, row: (at: number) => Row, columns: Columns): SourceShape {
  return { from: 'shop', columns, sql: { ...sql``, parts: [textOf(count, row, columns)] } }
}

/** The same, read by windows of `by`. */
export function queried(
  count: number,
  row: (at: number) => Row,
  by: string,
  columns: Columns,
  more: Partial<SourceShape> = {},
): SourceShape {
  const { values } = sql`${period.from}${period.to}`
  const text = { ...sql``, parts: [`${textOf(count, row, columns)} WHERE ${by} >= `, ` AND ${by} < `, ''], values }
  return { from: 'shop', columns, sql: text, ...more }
}

function textOf(count: number, row: (at: number) => Row, columns: Columns): string {
  const literal = (name: string, value: Row[string]) =>
    typeof value !== 'string' ? value : columns[name]?.kind === 'timestamp' ? `TIMESTAMP '${value}'` : `'${value}'`
  const rows = times(count, (at) => {
    const cells = Object.entries(row(at)).map(([name, value]) => `${literal(name, value)} AS ${name}`)
    return `SELECT ${cells.join(', ')}`
  })
  return `SELECT ${Object.keys(columns).join(', ')} FROM (${rows.join(' UNION ALL ')}) AS shop`
}

export function times<T>(count: number, row: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => row(at))
}
