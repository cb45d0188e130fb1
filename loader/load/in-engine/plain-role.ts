import type { LookupShape } from '../../model/index.ts'
import { keyColumn, naturalColumns, own } from '../../model/index.ts'
import type { ColumnShape } from '../../schema/index.ts'
import { asTime, into } from '../extract/conform-columns.ts'
import type { SourceLayout } from '../extract/source-layout.ts'
import { type PlainText, plainValue, type StagedColumns, whenThere } from './plain-value.ts'

/** One lookup as SQL: what it takes of a source row, and the joins that answer it. */
export interface PlainRole {
  /** Expressions over the stage, by the names under which the joins know them. */
  readonly inputs: readonly (readonly [name: string, expression: string])[]
  /** What makes a row's key and time fit for SQL, over the stage. */
  readonly when: readonly (string | null)[]
  /** LEFT JOINs to rows `p` of the inputs; none finds more than one row where the dimension is in order. */
  readonly joins: string
  /** The surrogate key, or a reserved one. */
  readonly key: string
  /** Whether the first version answers for a time before it; null where none does. */
  readonly beforeFirst: string | null
}

const NOT_APPLICABLE = -2
const UNKNOWN = -1

/**
 * KIMBALL.md, Lookups, as `Role` does it in memory, but for keys that cannot be of their type, times that are none and keys of which a part is NULL: these rows are not
 * plain. Null where a value of the key or the time may be changed by conform. `at` makes names unlike those of other roles.
 */
export function plainRole(
  lookup: LookupShape,
  layout: SourceLayout,
  staged: StagedColumns,
  sql: PlainText,
  at: number,
): PlainRole | null {
  const { table } = lookup.dimension
  const natural = naturalColumns(table)
  const parts = natural.map((name) =>
    plainValue(
      into(layout, own(lookup.on, name) ?? name, { name, column: table.columns[name] as ColumnShape }),
      staged,
      sql,
    ),
  )
  const known = parts.flatMap((part) => (part === null ? [] : [part]))
  if (known.length < parts.length || known.length === 0) return null
  const keys = known.map(({ value }, part) => [`k${at}_${part}`, value] as const)
  const [first = ''] = keys.map(([name]) => `p.${name}`)
  const when = known.map(whenThere)
  // A key is there, or it is not.
  const complete = known.slice(1).map(({ raw }) => `(${raw} IS NULL) = (${known[0]?.raw} IS NULL)`)
  const matches = (alias: string) => keys.map(([name], part) => `${alias}.n${part} = p.${name}`).join(' AND ')
  const names = natural.map((name, part) => `${sql.quote(name)} AS n${part}`).join(', ')
  const key = sql.quote(keyColumn(table) ?? '')
  const members = `FROM ${sql.quote(table.name)} WHERE ${key} > 0`
  const [v, f] = [`v${at}`, `f${at}`]
  const answer = (found: string) => `CASE WHEN ${first} IS NULL THEN ${NOT_APPLICABLE} ${found} END`
  const role = { inputs: keys, when: [...when, ...complete], beforeFirst: null }

  if (table.history === undefined) {
    const joins = `LEFT JOIN (SELECT ${names}, ${key} AS k ${members}) AS ${v} ON ${matches(v)}`
    return { ...role, joins, key: answer(`ELSE COALESCE(${v}.k, ${UNKNOWN})`) }
  }
  const list = natural.map((name) => sql.quote(name)).join(', ')
  const one = (order: string, columns: string) =>
    `(SELECT * FROM (SELECT ${names}, ${columns}, ROW_NUMBER() OVER (PARTITION BY ${list} ORDER BY ${order}) AS place ${members}) AS ranked WHERE place = 1)`
  if (typeof lookup.asOf !== 'string') {
    const joins = `LEFT JOIN ${one('valid_from DESC', `${key} AS k`)} AS ${v} ON ${matches(v)}`
    return { ...role, joins, key: answer(`ELSE COALESCE(${v}.k, ${UNKNOWN})`) }
  }

  const column = asTime(layout, lookup.asOf)
  // A day's text is less than that of its midnight, so it does not compare as a time would.
  if (column.target.column.kind === 'date' && table.history !== 'day') return null
  const time = plainValue(column, staged, sql)
  if (time === null) return null
  const t = `p.t${at}`
  const versions = `(SELECT ${names}, ${key} AS k, valid_from AS b, valid_to AS e ${members})`
  const joins =
    `LEFT JOIN ${one('valid_from', `${key} AS k, valid_from AS b`)} AS ${f} ON ${matches(f)} ` +
    `LEFT JOIN ${versions} AS ${v} ON ${matches(v)} AND ${v}.b <= ${t} AND ${t} < ${v}.e`
  const before = `${t} < ${f}.b`
  const early = lookup.beforeFirst === 'first' ? `WHEN ${before} THEN ${f}.k ` : ''
  return {
    inputs: [...keys, [`t${at}`, time.value]],
    when: [...role.when, whenThere(time)],
    joins,
    key: answer(`${early}ELSE COALESCE(${v}.k, ${UNKNOWN})`),
    beforeFirst: lookup.beforeFirst === 'first' ? `${first} IS NOT NULL AND ${before}` : null,
  }
}
