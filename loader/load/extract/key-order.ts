import type { Dialect, Session, Statement } from '../../engine/index.ts'
import { DatabaseError, DefinitionError } from '../../errors/index.ts'
import type { SqlText, UnitDefinition } from '../../model/index.ts'
import type { Cell, Cells, Kind } from '../../schema/index.ts'
import { around } from './around-query.ts'
import type { KeyRange } from './key-range.ts'
import type { Period } from './period.ts'

/** A column of the key (`partition`) in whose order a source is read. */
export interface OrderColumn {
  readonly name: string
  /** Its place among the declared columns. */
  readonly at: number
  readonly kind: Kind
}

/** The key by which a fact's source is read in order; null: in no order, as a dimension's, which is read whole in any case. */
export function keyOrder({ kind: unit, source }: UnitDefinition): readonly OrderColumn[] | null {
  const { partition, columns } = source
  if (partition === undefined || unit === 'dimension') return null
  const names = Object.keys(columns)
  return partition.map((name) => ({ name, at: names.indexOf(name), kind: columns[name]?.kind ?? 'text' }))
}

/**
 * The rows of a source's query in the order of a key, those after one key alone (null: all), and of one range (null: of any). Order and comparison are both the
 * source's own, so they agree whatever its collation; numbers are written out, since some servers compare a bound one as a floating-point number.
 */
export function inKeyOrder(
  query: SqlText,
  dialect: Dialect,
  columns: readonly OrderColumn[],
  after: Cells | null,
  range: KeyRange | null = null,
): SqlText {
  const names = columns.map(({ name }) => `q.${dialect.quote(name)}`)
  const filter = new Filter()
  if (range !== null) filter.text(' WHERE ').within(names[0] ?? '', range)
  if (after !== null) filter.text(range === null ? ' WHERE ' : ' AND ').after(names, columns, after)
  return around('SELECT q.* FROM (', query, ') AS q', filter.text(` ORDER BY ${names.join(', ')}`))
}

/** A row for each row of the source that is equal in the key to both, as the source compares: none unless they are equal. */
export function equalToBoth(
  query: SqlText,
  dialect: Dialect,
  columns: readonly OrderColumn[],
  one: Cells,
  other: Cells,
): SqlText {
  const filter = new Filter().text(' WHERE ')
  for (const [at, { name, kind }] of columns.entries()) {
    filter.text(`${at > 0 ? ' AND ' : ''}q.${dialect.quote(name)} = `).value(kind, one[at] ?? null)
    filter.text(` AND q.${dialect.quote(name)} = `).value(kind, other[at] ?? null)
  }
  return around('SELECT 1 FROM (', query, ') AS q', filter.text(' LIMIT 1'))
}

/** A row if the key is NULL anywhere: no comparison would find such a row. */
export function withoutKey(query: SqlText, dialect: Dialect, columns: readonly OrderColumn[]): SqlText {
  const isNull = columns.map(({ name }) => `q.${dialect.quote(name)} IS NULL`)
  return around('SELECT 1 FROM (', query, ') AS q', new Filter().text(` WHERE ${isNull.join(' OR ')} LIMIT 1`))
}

/** Text with values between, to follow a query. */
class Filter {
  readonly parts: string[] = ['']
  readonly values: Cell[] = []

  text(text: string): this {
    this.parts[this.parts.length - 1] += text
    return this
  }

  value(kind: Kind, value: Cell): this {
    if (kind === 'integer' || kind === 'bigint' || kind === 'decimal') return this.text(digits(value))
    this.values.push(value)
    this.parts.push('')
    return this
  }

  /** The first range has the rows without a key too, so that whoever reads it meets them. */
  within(name: string, { from, to }: KeyRange): this {
    if (from !== null) this.text(`${name} >= `).value('bigint', from)
    if (to === null) return this
    if (from !== null) return this.text(` AND ${name} < `).value('bigint', to)
    return this.text(`(${name} < `).value('bigint', to).text(` OR ${name} IS NULL)`)
  }

  /** `(a, b) > (x, y)`, spelled so that every server looks it up in an index. */
  after([name = '', ...names]: readonly string[], [column, ...columns]: readonly OrderColumn[], after: Cells): this {
    const [value = null, ...rest] = after
    const kind = column?.kind ?? 'text'
    if (names.length === 0) return this.text(`${name} > `).value(kind, value)
    this.text(`${name} >= `).value(kind, value)
    this.text(` AND (${name} > `).value(kind, value)
    return this.text(' OR (').after(names, columns, rest).text('))')
  }
}

function digits(value: Cell): string {
  const text = String(value)
  if (/^-?\d+(\.\d+)?$/.test(text)) return text
  throw new Error(`${text} is no number by which a source can be read.`)
}

/**
 * Proves, running nothing, that a source's query can be read in the order of its key. Throws DefinitionError 'source-differs'.
 */
export async function proveKeyOrder(
  { kind, name, source }: UnitDefinition,
  columns: readonly OrderColumn[],
  session: Session,
  period: Period | { readonly from: null; readonly to: null } | undefined,
): Promise<void> {
  const { sql, from } = source
  if (sql === undefined || !('parts' in sql)) return
  const { dialect } = session
  const statement: Statement = dialect.render(inKeyOrder(sql, dialect, columns, null), period)
  try {
    await session.describe(statement)
  } catch (cause) {
    if (!(cause instanceof DatabaseError) || cause.transient) throw cause
    throw new DefinitionError(
      'source-differs',
      `The source query of ${kind} ${name} (from ${from}) cannot be read as a table, which partition asks for: ${cause.message} ` +
        'Write it as one SELECT without a semicolon at its end, each column under a name of its own.',
      { cause, fields: { unit: name } },
    )
  }
}

/** Whether a result's column is put in order and compared as the declared one is; a list of names (enum) is put in order by their places. */
export function isOrderedAs(result: { readonly kind: Kind | null; readonly type: string }, declared: Kind): boolean {
  if (result.kind === null || /^(enum|set)\b/i.test(result.type)) return false
  const family = (kind: Kind) => families.findIndex((kinds) => kinds.includes(kind))
  return family(result.kind) >= 0 && family(result.kind) === family(declared)
}

const families: readonly (readonly Kind[])[] = [
  ['integer', 'bigint', 'decimal'],
  ['varchar', 'text'],
  ['date'],
  ['timestamp'],
]
