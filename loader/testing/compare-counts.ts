import { AssertionError } from 'node:assert'
import type { UnitResult } from '../etl/index.ts'

/** Compares a unit's counts; what is not named must be 0. Throws AssertionError with both. */
export function compareCounts(
  unit: string,
  wanted: Readonly<Record<string, number>>,
  results: readonly UnitResult[],
): void {
  const result = results.find((one) => one.unit === unit)
  const counts: Readonly<Record<string, number>> =
    result !== undefined && 'counts' in result ? { ...result.counts } : {}
  const drawn = told(wanted)
  const met = result === undefined ? 'not loaded' : told(counts)
  if (drawn === met) return
  throw new AssertionError({
    message: `counts ${unit}:\n- ${drawn}\n+ ${met}\n- drawn; + counted.`,
    actual: met,
    expected: drawn,
  })
}

function told(counts: Readonly<Record<string, number>>): string {
  const met = Object.entries(counts).filter(([, count]) => count > 0)
  return met
    .map(([name, count]) => `${name} ${count}`)
    .sort()
    .join(', ')
}
