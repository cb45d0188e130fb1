import { units, warehouse } from '../../loader/index.ts'
import type { WarehouseShape } from '../../loader/model/index.ts'
import * as dimensions from './dimensions.ts'
import * as facts from './facts.ts'

/** The star of the workload, between these two databases. */
export function benchWarehouse(source: string, target: string): WarehouseShape {
  return warehouse({
    sources: { shop: source },
    warehouse: target,
    dimensions: units(dimensions),
    facts: units(facts),
  })
}
