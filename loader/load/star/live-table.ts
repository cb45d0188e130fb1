import type { Session, TableColumn, TableIndex } from '../../engine/index.ts'
import { keyColumn, type UnitDefinition } from '../../model/index.ts'
import type { Cell, ColumnShape } from '../../schema/index.ts'
import { compileReadBack } from '../conform/read-back.ts'
import { selectFrom } from './select-from.ts'

/** A unit's table as it is in the warehouse. */
export interface LiveTable {
  readonly columns: readonly TableColumn[]
  readonly indexes: readonly TableIndex[]
  /** Of a dimension: what its reserved members hold in the attributes whose type is the definition's, by key and column. */
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
  { table }: UnitDefinition,
  there: readonly TableColumn[],
): Promise<LiveTable['reserved']> {
  const { dialect } = session
  const types = new Map(there.map(({ name, type }) => [name, type]))
  const key = keyColumn(table)
  if (key === undefined || !types.has(key)) return new Map()
  const same = Object.entries(table.columns).filter(
    ([name, column]) => column.purpose === 'attribute' && types.get(name) === dialect.type(column),
  )
  const named = [[key, table.columns[key] as ColumnShape] as const, ...same].map(([name, column]) => ({ name, column }))
  const readBack = compileReadBack(table.name, named, session.capabilities)
  const names = named.map(({ name }) => name)
  const rows = await session.query(`${selectFrom(dialect, table.name, names)} WHERE ${dialect.quote(key)} < 0`)
  return new Map(
    rows.map((row) => {
      const cells = readBack(row)
      return [Number(cells[0]), new Map(names.map((name, at) => [name, cells[at] ?? null]))]
    }),
  )
}
