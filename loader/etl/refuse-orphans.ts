import { DefinitionError } from '../errors/index.ts'
import type { Plan } from './plan.ts'
import type { UnitNode } from './unit-graph.ts'

/** Throws DefinitionError 'orphaned-facts' where deleting these units' tables would leave facts with keys of members that go. */
export function refuseOrphans(plan: Plan, graph: readonly UnitNode[]): void {
  const going = new Set(plan.units.map((unit) => unit.name))
  const orphans = graph.filter(
    (node) => node.active && !going.has(node.name) && node.needs.some((name) => going.has(name)),
  )
  if (orphans.length === 0) return
  const names = orphans.map((node) => node.name)
  const lost = [...new Set(orphans.flatMap((node) => node.needs.filter((name) => going.has(name))))]
  throw new DefinitionError(
    'orphaned-facts',
    `Deleting ${lost.join(', ')} would leave ${names.join(', ')} with keys of members that are gone. Select these too: --select ${lost.map((name) => `${name}+`).join(' ')}`,
  )
}
