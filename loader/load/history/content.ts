import type { Cells } from '../../schema/index.ts'

/** Equal in the attributes at these positions; NULL equals NULL. */
export function equalIn(positions: readonly number[], a: Cells, b: Cells): boolean {
  for (const at of positions) if (a[at] !== b[at]) return false
  return true
}

/** `values` with the other's values at these positions. */
export function takingOver(positions: readonly number[], values: Cells, other: Cells): Cells {
  let taken = values
  for (const at of positions) {
    const value = other[at] ?? null
    if (taken[at] !== value) taken = taken.with(at, value)
  }
  return taken
}
