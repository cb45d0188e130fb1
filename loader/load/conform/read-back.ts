import { LoadError } from '../../errors/index.ts'
import type { Cell, Cells, ColumnShape, NamedColumn, RawRow } from '../../schema/index.ts'
import { compileConform } from './compile-conform.ts'
import type { Limits } from './converter.ts'

/**
 * Rows of the warehouse's own table, read in the order of `columns`, as canonical cells: both sides of a comparison go through conform, since engines
 * print differently. NULL may be anywhere (reserved members). Throws LoadError 'stored-value' for what our load could not have written.
 */
export function compileReadBack(
  table: string,
  columns: readonly NamedColumn[],
  limits: Limits,
): (raw: RawRow) => Cells {
  const conform = compileConform(
    columns.map(({ name, column }, at) => ({ at, target: { name, column: stored(column) } })),
    limits,
  )
  // An array that grows cell by cell takes twice the room.
  const blank: readonly Cell[] = columns.map(() => null)
  return (raw) => {
    const cells = blank.slice()
    const unfit = conform(raw, cells)
    if (unfit === null) return cells
    throw new LoadError(
      'stored-value',
      `The table ${table} holds a value that no load of ours has written: ${unfit.message} Correct it by hand, or load the table anew with --delete_existing_tables.`,
    )
  }
}

/** A column of the warehouse without the rules that change a value: where one was declared after the value was stored, the difference must show. */
export function stored({
  round: _round,
  zeroDate: _zeroDate,
  folded: _folded,
  trimmed: _trimmed,
  ...column
}: ColumnShape): ColumnShape {
  return { ...column, nullable: true }
}
