import type { SkippedUnit } from '../../loader/etl/index.ts'
import type { UnitOutcome } from '../../loader/load/index.ts'
import type { UnitCounts } from '../../loader/log/index.ts'

/** A unit's outcome for tests: done, with no row, unless said otherwise. */
export function outcome(
  unit: string,
  more: Partial<Omit<UnitOutcome, 'counts'>> & { readonly counts?: Partial<UnitCounts> } = {},
): UnitOutcome {
  const none = { read: 0, new: 0, version: 0, overwritten: 0, unchanged: 0, duplicate: 0, superseded: 0, rejected: 0 }
  const { counts, ...rest } = more
  return {
    unit,
    kind: 'dimension',
    status: 'done',
    notes: { spliced: 0, misses: {} },
    warned: false,
    milliseconds: 0,
    ...rest,
    counts: { ...none, ...counts },
  }
}

export function skipped(unit: string, because: readonly string[]): SkippedUnit {
  return { unit, kind: 'fact', status: 'skipped', because }
}
