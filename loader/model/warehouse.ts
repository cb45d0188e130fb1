import { defaultRejectLimits } from './reject-limits.ts'
import type { DimensionShape, FactShape, RejectLimits, Setting, UnitsShape, WarehouseShape } from './shapes.ts'

export interface WarehouseOptions {
  readonly sources: Readonly<Record<string, Setting | string>>
  readonly warehouse: Setting | string
  readonly redis?: Setting | string
  readonly log?: { readonly directory?: string; readonly level?: string; readonly keep?: string }
  readonly dimensions: UnitsShape<DimensionShape>
  readonly facts: UnitsShape<FactShape>
  readonly rejects?: RejectLimits
}

export function warehouse(options: WarehouseOptions): WarehouseShape {
  return Object.freeze({
    ...options,
    log: Object.freeze({ directory: './etl-log', level: 'info', keep: '90 days', ...options.log }),
    rejects: options.rejects ?? defaultRejectLimits,
  })
}
