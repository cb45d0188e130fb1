import { type ColumnShape, takes } from '../../schema/index.ts'
import { own } from '../own.ts'
import type { SourceShape } from '../shapes.ts'

/**
 * Why a source's column cannot fill a column of the table: it is not there, of another type, longer, or may be NULL. A column that is not declared may
 * come from `derive`, and is then conformed row by row.
 */
export function misfits(
  place: string,
  name: string,
  target: ColumnShape,
  from: string,
  source: SourceShape,
): readonly string[] {
  const column = own(source.columns, from)
  if (column === undefined) {
    return source.derive === undefined
      ? [`${place}: the source has no column ${from}, from which ${name} is to be filled.`]
      : []
  }
  const kinds: readonly string[] = takes[target.kind]
  const both = `${name} is ${typeText(target)}, and source column ${from} ${typeText(column)}`
  if (!kinds.includes(column.kind)) return [`${place}: ${both}, which does not fit.`]
  return [
    ...(column.nullable && !target.nullable
      ? [`${place}: ${name} is NOT NULL, and source column ${from} may be NULL.`]
      : []),
    ...(isWider(column, target) ? [`${place}: ${both}: what is longer would be rejected. Declare both alike.`] : []),
  ]
}

function isWider(from: ColumnShape, to: ColumnShape): boolean {
  if (from.length !== undefined && to.length !== undefined) return from.length > to.length && to.trimmed !== true
  if (from.kind !== 'decimal' || to.kind !== 'decimal') return false
  const { precision = 0, scale = 0 } = from
  const { precision: mostDigits = 0, scale: mostScale = 0, round } = to
  return precision - scale > mostDigits - mostScale || (scale > mostScale && round !== true)
}

/** A column's type as a definition writes it. */
export function typeText({ kind, length, precision, scale }: ColumnShape): string {
  if (length !== undefined) return `${kind}(${length})`
  return precision === undefined ? kind : `${kind}(${precision}, ${scale ?? 0})`
}
