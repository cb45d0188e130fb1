import type { Cells } from '../../schema/index.ts'
import type { HistoryRules } from './history-rules.ts'

type Sameness = Pick<HistoryRules, 'same'>

/** Equal in the attributes at these positions; NULL equals NULL. */
export function equalIn(positions: readonly number[], a: Cells, b: Cells, rules: Sameness): boolean {
  for (const at of positions) if (a[at] !== b[at] && !meansSame(at, a, b, rules)) return false
  return true
}

/** `values` with the other's values at these positions; what means the same stays as it is. */
export function takingOver(positions: readonly number[], values: Cells, other: Cells, rules: Sameness): Cells {
  let taken = values
  for (const at of positions) {
    const value = other[at] ?? null
    if (taken[at] !== value && !meansSame(at, taken, other, rules)) taken = taken.with(at, value)
  }
  return taken
}

function meansSame(at: number, a: Cells, b: Cells, { same }: Sameness): boolean {
  return same?.[at]?.(a[at] ?? null, b[at] ?? null) ?? false
}
