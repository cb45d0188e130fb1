import type { Engine } from '../engine/index.ts'
import { DefinitionError } from '../errors/index.ts'
import { makeTables } from '../load/index.ts'
import { type Log, type Run, takeKeys } from '../log/index.ts'
import { naturalColumns, type UnitDefinition } from '../model/index.ts'
import type { Cell, Cells, NamedColumn } from '../schema/index.ts'
import type { DrawnTable } from './drawn-table.ts'
import { columnOf } from './drawn-units.ts'
import { partsOf, storedValue, variableOf } from './drawn-value.ts'

interface Place {
  readonly engine: Engine
  readonly log: Log
  readonly run: Run
  /** Bound here where a drawn key is a variable. */
  readonly variables: Map<string, Cell>
}

/**
 * Puts drawn rows into a table, which is made if it is missing. Columns that were not drawn: allotted keys, one open version of all time, versions
 * numbered from 1, run 0, NULL where that may be.
 */
export async function putRows(unit: UnitDefinition, drawn: DrawnTable, place: Place): Promise<void> {
  const { table } = unit
  for (const name of drawn.columns) columnOf(table, name)
  await makeTables([unit], place)
  await using session = await place.engine.connect()
  const columns: readonly NamedColumn[] = Object.entries(table.columns).map(([name, column]) => ({ name, column }))
  const allotted = columns.find(({ column }) => column.purpose === 'key')
  const keys = allotted === undefined ? null : await takeKeys(session, table.name, drawn.rows.length, allotted.column)
  const versions = new Map<string, number>()
  const limits = session.capabilities
  const rows = drawn.rows.map((cells, at): Cells => {
    const given = new Map(drawn.columns.map((name, column) => [name, cells[column]]))
    const value = ({ name, column }: NamedColumn): Cell => {
      const cell = given.get(name)
      const variable = cell === undefined ? null : variableOf(cell, table, name)
      if (column.purpose === 'key') {
        const next = (keys?.first ?? 0) + at
        if (variable === null) return cell === undefined ? next : storedValue(cell, table, name, limits)
        if (!place.variables.has(variable))
          place.variables.set(variable, column.kind === 'bigint' ? String(next) : next)
      }
      if (variable !== null) return boundTo(variable, place.variables)
      return cell === undefined ? null : storedValue(cell, table, name, limits)
    }
    const member = JSON.stringify(naturalColumns(table).map((name) => given.get(name)?.text))
    const version = (versions.get(member) ?? 0) + 1
    versions.set(member, version)
    const open = { text: 'open', quoted: false }
    const ends = given.get('valid_to') ?? open
    return columns.map((named) => {
      const { name, column } = named
      if (given.has(name) || column.purpose === 'key') return value(named)
      if (column.purpose === 'audit') return 0
      if (column.purpose === 'inferred') return false
      if (name === 'valid_from') return storedValue({ text: 'begin', quoted: false }, table, name, limits)
      if (name === 'valid_to') return storedValue(open, table, name, limits)
      if (name === 'is_current') return ends.text === 'open'
      if (name === 'version') return version
      if (column.nullable) return null
      throw new DefinitionError('bad-drawing', `before ${table.name}: ${name} may not be NULL, and is not drawn.`)
    })
  })
  await session.transaction(() => session.bulkLoad({ table: table.name, columns }, [rows]))
}

function boundTo(variable: string, variables: ReadonlyMap<string, Cell>): Cell {
  const cell = variables.get(variable)
  if (cell !== undefined) return cell
  throw new DefinitionError(
    'bad-drawing',
    `${partsOf(variable).drawn} stands for no key yet: draw the member before what refers to it.`,
  )
}
