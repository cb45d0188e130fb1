import { type LoadContext, loadUnit } from '../load/index.ts'
import type { UnitDefinition } from '../model/index.ts'
import type { Listener } from './events.ts'
import type { SkippedUnit, UnitResult } from './result.ts'
import type { UnitNode } from './unit-graph.ts'

/** Loads one unit, or skips it where the run was stopped or what it needs was not loaded; tells its beginning and end. */
export async function loadOne(
  node: UnitNode,
  unit: UnitDefinition,
  before: readonly UnitResult[],
  context: LoadContext,
  listener: Listener,
): Promise<UnitResult> {
  const because = node.needs.filter((name) => before.some((other) => other.unit === name && other.status !== 'done'))
  if (because.length > 0 || context.signal.aborted) {
    const skipped: SkippedUnit = {
      unit: node.name,
      kind: node.kind,
      status: 'skipped',
      because: context.signal.aborted ? [] : because,
    }
    listener({ kind: 'unit-skipped', unit: skipped })
    return skipped
  }
  listener({ kind: 'unit-started', unit: node.name, unitKind: node.kind })
  const outcome = await loadUnit(unit, context)
  listener({ kind: outcome.status === 'done' ? 'unit-finished' : 'unit-failed', outcome })
  return outcome
}
