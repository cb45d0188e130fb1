import { DefinitionError } from '../errors/index.ts'
import { type Selection, selectUnits } from './select.ts'
import type { UnitNode } from './unit-graph.ts'

/** Which kinds a command loads, and which units of them. */
export interface PlanRequest extends Selection {
  readonly kinds: ReadonlySet<'dimension' | 'fact'>
}

export interface Plan {
  /** In the order of loading: dimensions first, then facts; each after what it needs. */
  readonly units: readonly UnitNode[]
  /** Picked by the selection, but switched off in the configuration. */
  readonly inactive: readonly string[]
}

/** What a command loads, in order. Pure. Throws DefinitionError 'unknown-unit', 'bad-selector', 'cycle'. */
export function planUnits(graph: readonly UnitNode[], request: PlanRequest): Plan {
  const picked = selectUnits(graph, request)
  const wanted = graph.filter((node) => picked.has(node.name) && request.kinds.has(node.kind))
  const active = new Set(wanted.filter((node) => node.active).map((node) => node.name))
  return {
    units: inOrder(graph).filter((node) => active.has(node.name)),
    inactive: wanted.filter((node) => !node.active).map((node) => node.name),
  }
}

/** Why a plan is empty, in a sentence; null where it is not. */
export function emptyPlan(plan: Plan): string | null {
  if (plan.units.length > 0) return null
  if (plan.inactive.length === 0) return 'Nothing is selected: no unit is of the kinds and the selection asked for.'
  return `Nothing is selected: ${plan.inactive.join(', ')} ${plan.inactive.length === 1 ? 'is' : 'are'} not active in config.ts.`
}

/** The whole graph, dimensions before facts and every unit after what it needs; otherwise as configured. */
function inOrder(graph: readonly UnitNode[]): readonly UnitNode[] {
  const byName = new Map(graph.map((node) => [node.name, node]))
  const ordered = new Set<UnitNode>()
  const visit = (node: UnitNode, path: readonly string[]): void => {
    if (ordered.has(node)) return
    if (path.includes(node.name)) throw cycle([...path.slice(path.indexOf(node.name)), node.name])
    for (const name of node.needs) {
      const needed = byName.get(name)
      if (needed !== undefined) visit(needed, [...path, node.name])
    }
    ordered.add(node)
  }
  for (const kind of ['dimension', 'fact']) for (const node of graph) if (node.kind === kind) visit(node, [])
  return [...ordered]
}

function cycle(path: readonly string[]): DefinitionError {
  return new DefinitionError(
    'cycle',
    `Units need each other in a circle: ${path.join(' → ')}. Take one of these lookups out.`,
  )
}
