import type { Cell, Cells } from '../schema/index.ts'
import { partsOf, type Wanted } from './drawn-value.ts'

/** Which drawn rows were found, and which rows that are there were not drawn. */
export interface Match {
  /** Drawn row → the row that it is; null: there is none. */
  readonly found: readonly (number | null)[]
  readonly left: readonly number[]
  /** Variables, those bound before and those bound now. */
  readonly variables: ReadonlyMap<string, Cell>
}

/** Enough for any drawing that a person can read; past it the best so far counts. */
const mostSteps = 200_000

/**
 * Pairs drawn rows with those that are there, whatever their order. A variable stands for one key throughout, two variables of a table for two; where rows
 * could be paired in several ways, one is sought in which all are found.
 */
export function matchRows(
  wanted: readonly (readonly Wanted[])[],
  there: readonly Cells[],
  known: ReadonlyMap<string, Cell>,
): Match {
  const variables = new Map(known)
  const used = new Set<number>()
  const found: (number | null)[] = wanted.map(() => null)
  let best: Match = { found: [...found], left: there.map((_, at) => at), variables: new Map(known) }
  let most = -1
  let steps = 0

  const visit = (at: number, pairs: number): boolean => {
    if (pairs > most) {
      most = pairs
      best = {
        found: [...found],
        left: there.map((_, row) => row).filter((row) => !used.has(row)),
        variables: new Map(variables),
      }
    }
    const row = wanted[at]
    if (row === undefined) return most === wanted.length
    if (pairs + wanted.length - at <= most) return false
    for (const [candidate, cells] of there.entries()) {
      if (used.has(candidate) || steps > mostSteps) continue
      steps += 1
      const bound = bind(row, cells, variables)
      if (bound === null) continue
      used.add(candidate)
      found[at] = candidate
      if (visit(at + 1, pairs + 1)) return true
      found[at] = null
      used.delete(candidate)
      for (const name of bound) variables.delete(name)
    }
    // A row that cannot be found must not keep the others from it.
    return visit(at + 1, pairs) && most === wanted.length
  }
  visit(0, 0)
  return best
}

/** Binds what the row's variables must be for it to be these cells, and gives the names newly bound; null: it is not these. */
function bind(row: readonly Wanted[], cells: Cells, variables: Map<string, Cell>): readonly string[] | null {
  const bound: string[] = []
  const fits = row.every((one, at) => {
    const cell = cells[at] ?? null
    if ('value' in one) return one.value === cell
    const known = variables.get(one.variable)
    if (known !== undefined) return known === cell
    const { owner } = partsOf(one.variable)
    if ([...variables].some(([name, other]) => other === cell && partsOf(name).owner === owner)) return false
    variables.set(one.variable, cell)
    bound.push(one.variable)
    return true
  })
  if (fits) return bound
  for (const name of bound) variables.delete(name)
  return null
}
