import type { RejectLimits, UnitDefinition, WarehouseShape } from './shapes.ts'

/** More than `warn` of the rows read rejected: exit status 3. More than `fail`: the unit fails and nothing is published. */
export const defaultRejectLimits: RejectLimits = Object.freeze({ warn: 0.01, fail: 0.1 })

/** The unit's own limits, else the warehouse's. */
export function rejectLimits(unit: UnitDefinition, warehouse: WarehouseShape): RejectLimits {
  return unit.rejects ?? warehouse.rejects
}
