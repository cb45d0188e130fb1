import { DefinitionError } from '../errors/index.ts'
import { type Bounds, bounds, type ConvertLimits, converter } from '../load/index.ts'
import type { Cell, ColumnShape, TableShape } from '../schema/index.ts'
import type { DrawnCell } from './drawn-cells.ts'

/** A drawn cell as it is compared: a value, or a variable that stands for a key. */
export type Wanted = { readonly value: Cell } | { readonly variable: string }

/** `$a` in a column of keys, as a key of that dimension's table: `store_dim $a`. Keys of two tables have nothing to do with each other. */
export function variableOf({ text, quoted }: DrawnCell, table: TableShape, name: string): string | null {
  const column = table.columns[name]
  const owner = column?.purpose === 'key' ? table : column?.references
  return owner !== undefined && !quoted && /^\$\w+$/.test(text) ? `${owner.name} ${text}` : null
}

/** The table whose keys a variable means, and the variable as it was drawn. */
export function partsOf(variable: string): { readonly owner: string; readonly drawn: string } {
  const at = variable.indexOf('$')
  return { owner: variable.slice(0, at), drawn: variable.slice(at) }
}

/** A value as a source gives it: text, or NULL. */
export function givenValue({ text, quoted }: DrawnCell): Cell {
  return !quoted && text === 'NULL' ? null : text
}

/** `2024-01-05 12:00` with seconds; whole times and dates stay as they are. */
export function drawnMoment(text: string): string {
  return /^\d{4}-\d\d-\d\d \d\d:\d\d$/.test(text) ? `${text}:00` : text
}

/** A drawn cell of a table in the form in which it is stored: `open` and `begin` are the bounds of history. */
export function storedValue(cell: DrawnCell, table: TableShape, name: string, limits: ConvertLimits): Cell {
  const column = table.columns[name] as ColumnShape
  const given = givenValue(cell)
  if (given === null) return null
  const { beginning, openEnd }: Bounds = bounds(table.history ?? null)
  if (!cell.quoted && column.purpose === 'history' && (given === 'open' || given === 'begin')) {
    return given === 'open' ? openEnd : beginning
  }
  const { round: _round, zeroDate: _zeroDate, folded: _folded, trimmed: _trimmed, ...plain } = column
  const isTime = column.kind === 'timestamp' || column.kind === 'date'
  const value = converter(plain, limits)(isTime ? drawnMoment(cell.text) : given)
  if (value !== undefined) return value
  throw new DefinitionError(
    'bad-drawing',
    `${table.name}.${name} is ${column.kind}, and the drawn "${cell.text}" is none. NULL is NULL; text that says so stands in quotes.`,
  )
}
