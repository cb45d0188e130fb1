import type { Session, TableColumn, TableIndex } from '../../engine/index.ts'
import type { UnitDefinition } from '../../model/index.ts'
import type { Cell, ColumnShape, NamedColumn } from '../../schema/index.ts'
import { compileReadBack } from '../conform/read-back.ts'
import { columnPairs } from './column-pairs.ts'
import { selectFrom } from './select-from.ts'
import { starPlan } from './table-plan.ts'
import { isText, shapeOfType } from './type-change.ts'

/** A unit's table as it is in the warehouse. */
export interface LiveTable {
  readonly columns: readonly TableColumn[]
  readonly indexes: readonly TableIndex[]
  /** Of a dimension: what its reserved members hold, by key and by the table's own names; texts, NULL, and what is of the definition's type. */
  readonly reserved: ReadonlyMap<number, ReadonlyMap<string, Cell>>
}

/** Reads what the catalog and the reserved members tell; null: there is no table yet. */
export async function readLiveTable(session: Session, unit: UnitDefinition): Promise<LiveTable | null> {
  const { name } = unit.table
  const columns = await session.tableColumns(name)
  if (columns === null) return null
  return { columns, indexes: await session.tableIndexes(name), reserved: await readReserved(session, unit, columns) }
}

async function readReserved(
  session: Session,
  unit: UnitDefinition,
  there: readonly TableColumn[],
): Promise<LiveTable['reserved']> {
  const { dialect } = session
  const { pairs } = columnPairs(starPlan(unit), there)
  const live = pairs.flatMap(({ wanted: { column }, live: found }): readonly ReadColumn[] => {
    if (found === null || (column.purpose !== 'attribute' && column.purpose !== 'key')) return []
    const shape = shapeOfType(dialect, found.type)
    if (shape === null) return []
    const comparable = found.type === dialect.type(column) || (isText(shape) && isText(column))
    const read: ColumnShape = { ...shape, nullable: true, purpose: column.purpose }
    return [{ name: found.name, column: read, comparable }]
  })
  const key = live.find(({ column }) => column.purpose === 'key')?.name
  if (key === undefined) return new Map()
  const readBack = compileReadBack(unit.table.name, live, session.capabilities)
  const names = live.map(({ name }) => name)
  const rows = await session.query(`${selectFrom(dialect, unit.table.name, names)} WHERE ${dialect.quote(key)} < 0`)
  return new Map(
    rows.map((row) => {
      const cells = readBack(row)
      const held = live.flatMap(({ name, comparable }, at): readonly (readonly [string, Cell])[] => {
        const cell = cells[at] ?? null
        return comparable || cell === null ? [[name, cell]] : []
      })
      return [Number(cells[names.indexOf(key)]), new Map(held)]
    }),
  )
}

interface ReadColumn extends NamedColumn {
  /** Its canonical texts are those of the definition's type. */
  readonly comparable: boolean
}
