import type { ColumnShape } from '../../schema/index.ts'
import type { ConformColumn } from './conform-column.ts'
import type { Convert } from './convert.ts'
import { converter, type Limits } from './converter.ts'

const facets = ['kind', 'length', 'precision', 'scale', 'round', 'zeroDate', 'folded', 'trimmed'] as const

/** The conversion from the declared source column to the target; one step where both are the same. */
export function columnConverter({ from, target }: ConformColumn, limits: Limits, zone?: string): Convert {
  const last = converter(target.column, limits, zone)
  if (from === undefined || isSame(from.column, target.column)) return last
  const first = converter(from.column, limits, zone)
  // What the first step has made UTC must not be taken for local time again.
  const then = from.column.kind === 'timestamp' ? converter(target.column, limits) : last
  return (value) => {
    const cell = first(value)
    return cell === undefined || cell === null ? cell : then(cell)
  }
}

/** Of one type, and of the same rules. */
export function isSame(one: ColumnShape, other: ColumnShape): boolean {
  return facets.every((facet) => one[facet] === other[facet])
}
