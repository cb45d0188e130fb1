import type { UnitDefinition, WindowRefresh } from './shapes.ts'

/** The window by which a unit reads its source: a fact's `refresh`, a dimension's `read`; null where it is read whole. */
export function windowOf(unit: UnitDefinition): WindowRefresh | null {
  if (unit.kind === 'fact') return unit.refresh.mode === 'rebuild' ? null : unit.refresh
  return unit.read === undefined || unit.read.mode === 'full' ? null : unit.read
}
