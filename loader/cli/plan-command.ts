import { type Plan, planUnits, type UnitNode, unitGraph } from '../etl/index.ts'
import type { RunCommand } from './command.ts'
import type { CommandContext } from './command-context.ts'

/** What each step of a command is about; a step that was not asked for is null. */
export interface CommandPlan {
  readonly graph: readonly UnitNode[]
  readonly deletion: Plan | null
  readonly test: Plan | null
  readonly load: Plan | null
}

/** The units of each step. Throws DefinitionError 'unknown-unit', 'bad-selector', 'cycle'. */
export function planCommand(command: RunCommand, { warehouse }: CommandContext): CommandPlan {
  const graph = unitGraph(warehouse)
  const of = (...kinds: readonly ('dimension' | 'fact')[]) =>
    planUnits(graph, { ...command.selection, kinds: new Set(kinds) })
  const kinds = [...(command.dimensions ? (['dimension'] as const) : []), ...(command.facts ? (['fact'] as const) : [])]
  return {
    graph,
    deletion: command.deleteTables ? of('dimension', 'fact') : null,
    test: command.test ? of('dimension', 'fact') : null,
    load: kinds.length > 0 ? of(...kinds) : null,
  }
}
