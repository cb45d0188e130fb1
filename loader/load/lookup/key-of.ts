import type { Cell, Cells } from '../../schema/index.ts'

/** Conformed parts of a natural key → one key of a Map. */
export type KeyOf = (parts: Cells) => string | number

/**
 * Compiles the key of a natural key of so many columns. A single number or text stays what it is; several parts become one text, each with its length
 * before it, so that no separator inside a value can make two keys one: ('a','bc') and ('ab','c') differ. The parts of a column must always be of
 * the column's kind; NULL is a part like any other, and equal to NULL.
 */
export function compileKeyOf(columns: number): KeyOf {
  if (columns === 1) return (parts) => single(parts[0] as Cell)
  return (parts) => {
    let key = ''
    for (let i = 0; i < columns; i++) key += prefixed(parts[i] as Cell)
    return key
  }
}

function single(part: Cell): string | number {
  if (typeof part === 'string' || typeof part === 'number') return part
  // A boolean column holds no number, and no column NaN (which a Map finds again).
  return part === null ? Number.NaN : Number(part)
}

function prefixed(part: Cell): string {
  if (typeof part === 'string') return `${part.length}:${part}`
  return `${part};`
}
