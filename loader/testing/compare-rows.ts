import { AssertionError } from 'node:assert'
import type { Session } from '../engine/index.ts'
import type { Cell, Cells, TableShape } from '../schema/index.ts'
import { difference } from './difference.ts'
import type { DrawnTable } from './drawn-table.ts'
import { columnOf } from './drawn-units.ts'
import { storedValue, variableOf, type Wanted } from './drawn-value.ts'
import { matchRows } from './match-rows.ts'
import { readRows } from './read-rows.ts'

interface Comparison {
  /** Begins the message. */
  readonly title: string
  readonly session: Session
  readonly table: TableShape
  readonly drawn: DrawnTable
  /** Known keys of variables; those that are met are added. */
  readonly variables: Map<string, Cell>
  /** What is there, where it is no table's rows. */
  readonly rows?: readonly Cells[]
}

/**
 * Compares the columns that are drawn, row by row, in no order. Reserved members are left out unless a drawn key lies below 0.
 * Throws AssertionError with the difference drawn as a table.
 */
export async function compareRows({ title, session, table, drawn, variables, rows }: Comparison): Promise<void> {
  const { columns, open } = drawn
  const wanted = drawn.rows.map((cells) =>
    cells.map((cell, at): Wanted => {
      const name = columns[at] ?? ''
      columnOf(table, name)
      const variable = variableOf(cell, table, name)
      return variable === null ? { value: storedValue(cell, table, name, session.capabilities) } : { variable }
    }),
  )
  const there = rows ?? (await readRows(session, table, columns, { reserved: drawsReserved(table, columns, wanted) }))
  const match = matchRows(wanted, there, variables)
  const told = difference({ columns, wanted, there, open, match })
  if (told !== null) throw new AssertionError({ message: `${title} is not as drawn:\n${told}` })
  for (const [name, cell] of match.variables) variables.set(name, cell)
}

function drawsReserved(table: TableShape, columns: readonly string[], wanted: readonly (readonly Wanted[])[]): boolean {
  const key = columns.findIndex((name) => table.columns[name]?.purpose === 'key')
  return wanted.some((row) => {
    const cell = row[key]
    return cell !== undefined && 'value' in cell && Number(cell.value) < 0
  })
}
