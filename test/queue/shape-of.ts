import { units as noUnits, warehouse } from '../../loader/index.ts'
import type { UnitDefinition, UnitsShape, WarehouseShape } from '../../loader/model/index.ts'

export interface ShapeOptions {
  readonly queue?: Parameters<typeof warehouse>[0]['queue']
  readonly toggles?: UnitsShape['toggles']
}

/** A warehouse of these units, which is also the source `shop`, and its queue. */
export function shapeOf(
  url: string,
  redis: string,
  units: readonly UnitDefinition[],
  { queue = {}, toggles = {} }: ShapeOptions = {},
): WarehouseShape {
  const bare = warehouse({
    sources: { shop: url },
    warehouse: url,
    redis,
    queue,
    dimensions: noUnits({}),
    facts: noUnits({}),
  })
  return {
    ...bare,
    dimensions: { units: units.filter((unit) => unit.kind === 'dimension'), toggles },
    facts: { units: units.filter((unit) => unit.kind === 'fact'), toggles },
  }
}
