import { makeTemporary, type Session } from '../../../engine/index.ts'
import type { Cells, ColumnShape, NamedColumn, RawRow } from '../../../schema/index.ts'
import type { SourceRow } from '../../history/member.ts'
import type { MemberColumns } from '../member-columns.ts'
import type { StoredVersions } from '../stored-versions.ts'

/** Names that no table or column of a warehouse bears. */
const stage = '__typeline_rows'
const smartKeyName = '__smart_key'
const rowName = '__row'

/** A source row as it waits for its member: all that pairing and rejecting ask of it. */
export interface StagedRow {
  readonly row: SourceRow
  readonly smartKey: number | null
  /** For etl_reject, masked. */
  readonly json: string
}

type Packed = readonly [
  row: number,
  from: string | null,
  to: string | null,
  order: Cells,
  values: Cells,
  smartKey: number | null,
  json: string,
]

/**
 * A dimension's conformed source rows in a temporary table of one session: the natural key in columns of the dimension's types and collations, so that both sides
 * come in one order; the rest as one text, since nobody but us reads it.
 */
export class StagedRows {
  readonly #session: Session
  readonly #columns: MemberColumns
  readonly #staged: readonly NamedColumn[]

  constructor(session: Session, columns: MemberColumns) {
    this.#session = session
    this.#columns = columns
    const natural = columns.natural.map(({ name, column }) => ({ name, column: { ...column, nullable: false } }))
    const key: ColumnShape = { ...columns.key.column, purpose: 'attribute', nullable: true }
    const text: ColumnShape = { kind: 'text', nullable: true, purpose: 'attribute' }
    this.#staged = [...natural, { name: smartKeyName, column: key }, { name: rowName, column: text }]
  }

  /** Loads all rows, as `stagedRow` and `presentRow` make them. */
  async fill(rows: AsyncIterable<readonly Cells[]>, signal: AbortSignal): Promise<void> {
    await makeTemporary(this.#session, { name: stage, columns: this.#staged })
    await this.#session.bulkLoad({ table: stage, columns: this.#staged }, rows, { signal })
  }

  /**
   * Source rows and versions of all members, each member's next to each other: the columns of `StoredVersions`, then the staged row. A version has no staged row,
   * a staged row no surrogate key; who has neither tells that the source has a member whose row was rejected.
   */
  ordered(table: string, { columns }: StoredVersions, signal: AbortSignal): AsyncIterable<readonly RawRow[]> {
    const { dialect } = this.#session
    const { natural, key } = this.#columns
    const names = columns.map(({ name }) => dialect.quote(name))
    const without = columns.map((_, at) => (at < natural.length ? (names[at] ?? '') : 'NULL'))
    const places = natural.map((_, at) => at + 1)
    const union =
      `SELECT ${names.join(', ')}, NULL AS ${dialect.quote(rowName)} FROM ${dialect.quote(table)} WHERE ${dialect.quote(key.name)} > 0 ` +
      `UNION ALL SELECT ${without.join(', ')}, ${dialect.quote(rowName)} FROM ${dialect.quote(stage)} ORDER BY ${places.join(', ')}`
    return this.#session.read(union, { signal })
  }

  /** Smart keys that several members have, in the source or the warehouse. */
  async sharedKeys(table: string, signal: AbortSignal): Promise<ReadonlySet<number>> {
    const { dialect } = this.#session
    const names = this.#columns.natural.map(({ name }) => dialect.quote(name)).join(', ')
    const [given, key] = [dialect.quote(smartKeyName), dialect.quote(this.#columns.key.name)]
    const owned =
      `SELECT ${names}, ${given} AS k FROM ${dialect.quote(stage)} WHERE ${given} IS NOT NULL ` +
      `UNION SELECT ${names}, ${key} AS k FROM ${dialect.quote(table)} WHERE ${key} > 0`
    const rows = await this.#session.query(`SELECT k FROM (${owned}) AS owned GROUP BY k HAVING COUNT(*) > 1`, {
      signal,
    })
    return new Set(rows.map(([shared]) => Number(shared)))
  }
}

/** The cells of a conformed row. `natural`: cells that begin with the natural key. */
export function stagedRow(natural: Cells, { row, smartKey, json }: StagedRow): Cells {
  const packed: Packed = [row.row, row.from, row.to, row.order, row.values, smartKey, json]
  return [...natural, smartKey, JSON.stringify(packed)]
}

/** The cells of a member whose row was rejected. */
export function presentRow(natural: Cells): Cells {
  return [...natural, null, null]
}

export function readStaged(text: string): StagedRow {
  const [row, from, to, order, values, smartKey, json] = JSON.parse(text) as Packed
  return { row: { row, from, to, order, values }, smartKey, json }
}
