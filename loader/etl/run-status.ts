import type { RunStatus } from '../log/index.ts'
import type { UnitResult } from './result.ts'

/** What etl_run says of a run whose units ended so. */
export function runStatus(units: readonly UnitResult[]): Exclude<RunStatus, 'running'> {
  if (units.every((unit) => unit.status === 'done')) return 'done'
  const stopped = units.some(
    (unit) => unit.status === 'cancelled' || (unit.status === 'skipped' && unit.because.length === 0),
  )
  return stopped ? 'cancelled' : 'failed'
}
