import { makeTable, type Session } from '../../../engine/index.ts'
import type { Run, UnitOwner } from '../../../log/index.ts'
import type { DimensionShape } from '../../../model/index.ts'
import type { Cells, ColumnShape, NamedColumn } from '../../../schema/index.ts'
import { chunked } from '../../chunked.ts'
import { bounds } from '../../history/bounds.ts'
import type { StoredVersion } from '../../history/member.ts'
import { clearTables } from '../../star/clear-tables.ts'
import { namedColumns } from '../../star/named-columns.ts'
import { workingTable } from '../../star/working-table.ts'
import { applyStage, changeable, updateVersion } from '../changed-versions.ts'
import type { DimensionChanges, Insert } from '../dimension-changes.ts'
import type { MemberColumns } from '../member-columns.ts'
import { type RowParts, versionRow } from '../version-row.ts'

const place: ColumnShape = { kind: 'integer', nullable: false, purpose: 'attribute' }
/** Columns that put versions to insert in the order of their members' first source rows. */
const order: readonly NamedColumn[] = ['__first_row', '__nth'].map((name) => ({ name, column: place }))

export interface SpillParts {
  readonly owner: UnitOwner
  readonly dimension: DimensionShape
  readonly columns: MemberColumns
  readonly run: Run
  readonly signal: AbortSignal
}

/**
 * A load's changes in stages of the warehouse, part by part: versions to insert in `<table>__<n>_i`, changed ones in `<table>__<n>`. They are ordinary tables: the
 * writing session may be another one when they are applied.
 */
export class SpilledChanges {
  readonly #parts: SpillParts
  readonly #inserted: string
  readonly #updated: string
  readonly #insertColumns: readonly NamedColumn[]
  readonly #updateColumns: readonly NamedColumn[]
  readonly #insertRow: (parts: RowParts) => Cells
  readonly #changeRow: (parts: RowParts) => Cells
  readonly #movedOnto: StoredVersion<number>[] = []
  inserts = 0
  #updates = 0

  private constructor(parts: SpillParts) {
    const { owner, dimension, columns, run } = parts
    const { table, smartKey } = dimension
    const { openEnd } = bounds(table.history)
    this.#parts = parts
    this.#inserted = workingTable(table.name, owner.number, 'i')
    this.#updated = workingTable(table.name, owner.number)
    const own = namedColumns(table).filter(({ name }) => smartKey !== undefined || name !== columns.key.name)
    this.#insertColumns = [...order, ...own]
    this.#insertRow = versionRow(own, columns, openEnd, run.id)
    this.#updateColumns = [columns.key, ...changeable(table)]
    this.#changeRow = versionRow(changeable(table), columns, openEnd, run.id)
  }

  /** Makes the stages, empty. */
  static async open(parts: SpillParts): Promise<SpilledChanges> {
    const spilled = new SpilledChanges(parts)
    const session = await parts.owner.session()
    // A dimension that is read once more is staged once more.
    for (const table of spilled.#tables) await session.execute(session.dialect.dropTable(table))
    const { name } = parts.columns.key
    await makeTable(session, { name: spilled.#updated, columns: spilled.#updateColumns, primaryKey: [name] })
    await makeTable(session, {
      name: spilled.#inserted,
      columns: spilled.#insertColumns,
      primaryKey: order.map((one) => one.name),
    })
    return spilled
  }

  get #tables(): readonly string[] {
    return [this.#updated, this.#inserted]
  }

  async add({ inserts, updates, movedOnto }: DimensionChanges): Promise<void> {
    const { owner, signal } = this.#parts
    this.#movedOnto.push(...movedOnto)
    if (inserts.length + updates.length === 0) return
    const inserted = { table: this.#inserted, columns: this.#insertColumns }
    const updated = { table: this.#updated, columns: this.#updateColumns }
    await owner.commit(null, async (session) => {
      if (inserts.length > 0) await session.bulkLoad(inserted, chunked(inserts, this.#insertCells()), { signal })
      if (updates.length > 0)
        await session.bulkLoad(
          updated,
          chunked(updates, (one) => this.#changeCells(one)),
          { signal },
        )
    })
    this.inserts += inserts.length
    this.#updates += updates.length
  }

  /** Counts the versions of each member, which stand next to each other. */
  #insertCells(): (insert: Insert) => Cells {
    let last: Insert | null = null
    let nth = 0
    return (insert) => {
      const { member, version, key } = insert
      nth = last?.member === member ? nth + 1 : 0
      last = insert
      return [member.rows[0]?.row ?? 0, nth, ...this.#insertRow({ key: key ?? 0, natural: member.natural, version })]
    }
  }

  #changeCells(version: StoredVersion<number>): Cells {
    return [version.key, ...this.#changeRow({ key: version.key, natural: [], version })]
  }

  /** Brings everything into the dimension, in the running transaction. `firstKey`: of as many as there are inserts. */
  async apply(session: Session, firstKey: number): Promise<void> {
    const { dimension, columns, signal } = this.#parts
    const { table } = dimension
    const { key } = columns
    // Moved versions make room first: natural key and valid_from are unique together.
    if (this.#updates > 0) await applyStage(session, table, key, this.#updated, signal)
    for (const version of this.#movedOnto.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
      const [, ...cells] = this.#changeCells(version)
      await session.execute(updateVersion(session.dialect, table, key, version, cells))
    }
    if (this.inserts > 0) await session.execute(this.#insertStatement(session, firstKey), { signal })
  }

  #insertStatement({ dialect }: Session, firstKey: number): string {
    const { dimension, columns } = this.#parts
    const names = this.#insertColumns.slice(order.length).map(({ name }) => dialect.quote(name))
    const inOrder = order.map(({ name }) => dialect.quote(name)).join(', ')
    const allotted = dimension.smartKey === undefined
    const into = [...(allotted ? [dialect.quote(columns.key.name)] : []), ...names]
    const number = `${firstKey - 1} + ROW_NUMBER() OVER (ORDER BY ${inOrder})`
    const from = [...(allotted ? [number] : []), ...names]
    return (
      `INSERT INTO ${dialect.quote(dimension.table.name)} (${into.join(', ')}) ` +
      `SELECT ${from.join(', ')} FROM ${dialect.quote(this.#inserted)}`
    )
  }

  async clear(): Promise<void> {
    await clearTables(this.#parts.owner, this.#tables)
  }
}
