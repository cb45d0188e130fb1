import type { Cell, RawRow } from '../../schema/index.ts'
import { columnConverter } from './column-converter.ts'
import type { ConformColumn } from './conform-column.ts'
import type { Convert } from './convert.ts'
import type { Limits } from './converter.ts'

/**
 * What a natural key in a source row is (KIMBALL.md, Keys in lookups): 'complete', to be looked up · 'none', all parts NULL: Not applicable ·
 * 'invalid', a part cannot be of its column's type: Error · 'partial', some parts NULL: a miss, never inferred.
 */
export type KeyState = 'complete' | 'none' | 'invalid' | 'partial'

/** Fills `parts` with the key's cells, in the order of the columns; they are all there only when it is 'complete'. */
export type ConformKey = (raw: RawRow, parts: Cell[]) => KeyState

/** Compiles the natural key of a lookup: `target` is the dimension's natural-key column, whose folding and trimming count too. */
export function compileKey(columns: readonly ConformColumn[], limits: Limits, zone?: string): ConformKey {
  const count = columns.length
  const positions = columns.map((column) => column.at)
  const converts = columns.map((column) => columnConverter(column, limits, zone))
  return (raw, parts) => {
    let nulls = 0
    for (let i = 0; i < count; i++) {
      const value = raw[positions[i] as number]
      const cell = value === null ? null : (converts[i] as Convert)(value)
      if (cell === undefined) return 'invalid'
      if (cell === null) nulls++
      parts[i] = cell
    }
    return nulls === 0 ? 'complete' : nulls === count ? 'none' : 'partial'
  }
}

/** The same for a key of one column: the cell, null for NULL (Not applicable), undefined for what cannot be of the key's type (Error). */
export function compileSingleKey(
  column: ConformColumn,
  limits: Limits,
  zone?: string,
): (value: unknown) => Cell | undefined {
  const convert = columnConverter(column, limits, zone)
  return (value) => (value === null ? null : convert(value))
}
