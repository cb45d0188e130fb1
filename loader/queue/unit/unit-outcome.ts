import { TypelineError } from '../../errors/index.ts'
import { type UnitResult, unitNamed } from '../../etl/index.ts'
import { noCounts } from '../../load/index.ts'
import type { UnitRunReport } from '../../log/index.ts'
import { rejectLimits, type WarehouseShape } from '../../model/index.ts'
import type { PlannedUnit } from '../task/task-plan.ts'

/** A unit's end as the run log tells it; `failure`: why its task ended without it. */
export function unitOutcome(
  { name, kind }: PlannedUnit,
  report: UnitRunReport | undefined,
  failure: Error | null,
  warehouse: WarehouseShape,
): Exclude<UnitResult, { status: 'skipped' }> {
  const counts = report?.counts ?? noCounts()
  const told = {
    unit: name,
    kind,
    counts,
    notes: report?.notes ?? { spliced: 0, misses: {} },
    milliseconds: report === undefined ? 0 : between(report.startedAt, report.finishedAt),
  }
  if (failure === null) {
    const { warn } = rejectLimits(unitNamed(warehouse, name), warehouse)
    return { ...told, status: 'done', warned: counts.rejected > warn * counts.read }
  }
  return { ...told, status: statusOf(failure), warned: false, error: failure }
}

/** By why its task ended: what the run log says last may be of an earlier try. */
function statusOf(failure: Error): 'failed' | 'fenced' | 'cancelled' {
  const code = failure instanceof TypelineError ? failure.code : null
  return code === 'cancelled' || code === 'fenced' ? code : 'failed'
}

/** Source rows that are in the warehouse by it: what a task of one unit gives back. */
export function rowsOf({ counts }: { readonly counts: { readonly read: number; readonly rejected: number } }): number {
  return counts.read - counts.rejected
}

function between(from: string, to: string | null): number {
  return to === null ? 0 : Date.parse(`${to.replace(' ', 'T')}Z`) - Date.parse(`${from.replace(' ', 'T')}Z`)
}
