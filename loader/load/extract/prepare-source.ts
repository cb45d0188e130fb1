import type { ResultColumn, Session, Statement } from '../../engine/index.ts'
import { DefinitionError } from '../../errors/index.ts'
import { fits, type UnitDefinition, windowOf } from '../../model/index.ts'
import type { Kind, RawRow } from '../../schema/index.ts'
import { isOrderedAs, keyOrder, proveKeyOrder } from './key-order.ts'
import type { Period } from './period.ts'
import { proveAsTable } from './prove-as-table.ts'

/** A source query that fits its declaration. */
export interface PreparedQuery {
  /** The query for a period; without one where its SQL asks for none. */
  statement(period?: Period): Statement
  /** What the query gives back. */
  readonly given: readonly ResultColumn[]
  /** The column type of a declared column in the result. */
  kind(name: string): Kind
  /** Where each declared column stands in the result; null: they are the result's columns, in order. */
  readonly positions: readonly number[] | null
}

/**
 * Prepares the source's query, running nothing, and compares what it gives back with the declared columns by name and type. Columns that it gives
 * besides are left out. Throws DefinitionError 'source-differs' naming all differences.
 */
export async function prepareQuery(unit: UnitDefinition, session: Session): Promise<PreparedQuery> {
  const statement = (period?: Bounds) => sourceStatement(unit, session, period)
  const by = windowOf(unit)?.by ?? null
  const given = await session.describe(statement(by === null ? undefined : { from: null, to: null }))
  const names = given.map(({ name }) => name)
  const { columns, zone } = unit.source
  const declared = Object.entries(columns)
  const order = keyOrder(unit) ?? []
  const findings = declared.flatMap(([name, column]) => {
    const found = given[names.indexOf(name)]
    if (found === undefined) return [`it gives back no ${name}${nearly(name, names)}`]
    if (names.indexOf(name) !== names.lastIndexOf(name)) return [`it gives back ${name} twice`]
    if (!fits(found.kind, column)) return [`${name} is declared as ${column.kind}, and the query gives ${found.type}`]
    if (name === by && !goesBy(found.kind, column.kind))
      return [
        `${name}, by which the source is read, is declared as ${column.kind} and is ${found.type}: its values would not be compared as such. Cast it in SQL, in the column and where it meets period`,
      ]
    if (order.some((key) => key.name === name) && !isOrderedAs(found, column.kind))
      return [
        `${name}, in whose order the source is read (partition), is declared as ${column.kind} and is ${found.type}: its values are not put in order as such. Cast it in SQL`,
      ]
    if (zone === undefined || found.instant !== true || column.kind !== 'timestamp') return []
    return [
      `${name} is a moment (${found.type}), and the source's times are taken for local ones of ${zone}; make it a local time in SQL, or leave zone out and call toUtc in derive`,
    ]
  })
  if (findings.length > 0) {
    throw new DefinitionError(
      'source-differs',
      `The source query of ${unit.kind} ${unit.name} (from ${unit.source.from}) differs from its declared columns: ${findings.join('; ')}. ` +
        `Correct the SQL or the columns; the query gives back ${names.join(', ')}.`,
      { fields: { unit: unit.name, findings } },
    )
  }
  if (by !== null) await proveAsTable(unit, by, session)
  if (order.length > 0) await proveKeyOrder(unit, order, session, by === null ? undefined : { from: null, to: null })
  const positions = declared.map(([name]) => names.indexOf(name))
  const inPlace = positions.length === names.length && positions.every((position, at) => position === at)
  const kind = (name: string) => given[names.indexOf(name)]?.kind ?? columns[name]?.kind ?? 'text'
  return { statement, given, kind, positions: inPlace ? null : positions }
}

/** Puts a result's columns into declared order. */
export function inOrder(rows: readonly RawRow[], positions: readonly number[] | null): readonly RawRow[] {
  if (positions === null) return rows
  return rows.map((row) => positions.map((position) => row[position]))
}

type Bounds = Period | { readonly from: null; readonly to: null }

/** A time that is a date at the database would be cut to its day there, a text compared letter by letter. */
function goesBy(result: Kind | null, declared: Kind): boolean {
  return declared === 'timestamp' ? result === 'timestamp' : result === 'integer' || result === 'bigint'
}

/** The source's query, for a period where it asks for one. Throws DefinitionError where it has none. */
export function sourceStatement(
  { kind, name, source: { sql } }: UnitDefinition,
  { dialect }: Session,
  period: Bounds | undefined,
): Statement {
  if (sql === undefined) {
    throw new DefinitionError(
      'no-source-query',
      `${kind} ${name}: its source has neither sql nor rows. Give it one of them.`,
    )
  }
  return 'parts' in sql ? dialect.render(sql, period) : dialect.compile(() => sql)
}

function nearly(name: string, given: readonly string[]): string {
  const other = given.find((one) => one.toLowerCase() === name.toLowerCase())
  return other === undefined ? '' : ` (but ${other}: names must be equal in case)`
}
