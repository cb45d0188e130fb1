import { DefinitionError } from '../../errors/index.ts'
import type { DimensionShape, FactShape, UnitDefinition, WarehouseShape } from '../shapes.ts'
import { cycleFindings } from './cycle-findings.ts'
import { dimensionFindings } from './dimension-findings.ts'
import type { EngineLimits } from './engine-limits.ts'
import { factFindings } from './fact-findings.ts'
import { limitFindings } from './limit-findings.ts'
import { nameFindings } from './name-findings.ts'
import { refreshFindings } from './refresh-findings.ts'
import { sourceFindings } from './source-findings.ts'
import { tableFindings } from './table-findings.ts'

/**
 * Proves what types cannot say of a warehouse's definitions, and what they say once more, since Node runs them unchecked; no database is asked.
 * Returns notices, sentences about what is right but without effect. Throws DefinitionError 'bad-definitions' with every finding at once
 * (`fields.findings`). `limits`: those of the warehouse's engine; without them nothing that depends on the engine is checked.
 */
export function check(warehouse: WarehouseShape, limits?: EngineLimits): readonly string[] {
  const dimensions = warehouse.dimensions.units
  const facts = warehouse.facts.units
  const all: readonly UnitDefinition[] = [...dimensions, ...facts]
  const findings = [
    ...kindFindings(dimensions, facts),
    ...nameFindings(warehouse),
    ...cycleFindings(dimensions),
    ...all.flatMap((unit) => [
      ...tableFindings(unit),
      ...sourceFindings(unit, warehouse),
      ...(unit.kind === 'dimension' ? dimensionFindings(unit, dimensions) : factFindings(unit, dimensions)),
      ...refreshFindings(unit),
      ...(limits === undefined ? [] : limitFindings(unit, limits)),
    ]),
  ]
  if (findings.length > 0) throw badDefinitions([...new Set(findings)])
  return all.flatMap(notices)
}

function kindFindings(dimensions: readonly DimensionShape[], facts: readonly FactShape[]): readonly string[] {
  const misplaced = (units: readonly UnitDefinition[], kind: UnitDefinition['kind']) =>
    units.filter((unit) => unit.kind !== kind).map(({ name }) => `${name} stands among the ${kind}s and is none.`)
  return [...misplaced(dimensions, 'dimension'), ...misplaced(facts, 'fact')]
}

function notices({ kind, name, source }: UnitDefinition): readonly string[] {
  if (kind === 'fact' || source.partition === undefined) return []
  return [`dimension ${name}: partition has no effect on a dimension, whose changes are found in its whole source.`]
}

function badDefinitions(findings: readonly string[]): DefinitionError {
  const head =
    findings.length === 1 ? 'The definitions have a mistake:' : `The definitions have ${findings.length} mistakes:`
  return new DefinitionError('bad-definitions', [head, ...findings].join('\n  '), { fields: { findings } })
}
