import type { RejectLimits, UnitDefinition, WarehouseShape } from './shapes.ts'
/** More than `warn` of the rows read rejected: exit status 3. More than `fail`: the unit fails and nothing is published. */
export declare const defaultRejectLimits: RejectLimits
/** The unit's own limits, else the warehouse's. */
export declare function rejectLimits(unit: UnitDefinition, warehouse: WarehouseShape): RejectLimits
