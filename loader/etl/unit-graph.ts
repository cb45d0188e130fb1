import { DefinitionError } from '../errors/index.ts'
import type { UnitDefinition, WarehouseShape } from '../model/index.ts'

/** One unit as order and selection see it: names alone, no SQL. */
export interface UnitNode {
  readonly name: string
  readonly kind: 'dimension' | 'fact'
  readonly tags: readonly string[]
  readonly active: boolean
  /** Units that must be loaded before this one: the dimensions it looks up, each once. */
  readonly needs: readonly string[]
}

/** All units of a warehouse in the order of the configuration, dimensions first, inactive ones too. */
export function unitGraph(warehouse: WarehouseShape): readonly UnitNode[] {
  const all = [warehouse.dimensions, warehouse.facts]
  return all.flatMap(({ units, toggles }) =>
    units.map((unit) => ({
      name: unit.name,
      kind: unit.kind,
      tags: unit.tags,
      active: toggles[unit.name]?.active ?? true,
      needs: needsOf(unit),
    })),
  )
}

/** The definition of a unit by its name. */
export function unitNamed(warehouse: WarehouseShape, name: string): UnitDefinition {
  const unit = [...warehouse.dimensions.units, ...warehouse.facts.units].find((one) => one.name === name)
  if (unit === undefined) throw new DefinitionError('unknown-unit', `There is no unit "${name}" in the configuration.`)
  return unit
}

function needsOf(unit: UnitDefinition): readonly string[] {
  return [...new Set(Object.values(unit.lookups).map((lookup) => lookup.dimension.name))]
}
