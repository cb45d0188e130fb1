import { type Connections, type Obstacle, type Plan, prove } from '../etl/index.ts'
import type { CommandContext } from './command-context.ts'
import { tellProof } from './tell-proof.ts'

export interface ProveStep {
  readonly plan: Plan
  readonly connections: Connections
  readonly context: CommandContext
  /** Compare live tables with their definitions too. */
  readonly tables: boolean
  /** For a load from the beginning. */
  readonly fullRefresh: boolean
  /** Tell what is well, not only what is not. */
  readonly aloud: boolean
}

/** Proves that the planned units can be loaded; tells what stands in the way, at the end how many units do. */
export async function proveStep({
  plan,
  connections,
  context,
  tables,
  fullRefresh,
  aloud,
}: ProveStep): Promise<readonly Obstacle[]> {
  const { warehouse, terminal, signals } = context
  const tell = tellProof(context, aloud)
  const obstacles = await prove({ warehouse, plan, connections, tables, fullRefresh, signal: signals.signal, tell })
  if (aloud && plan.inactive.length > 0) terminal.out(`Not active, left out: ${plan.inactive.join(', ')}.`)
  if (aloud && obstacles.length === 0)
    terminal.out(
      `All is well with ${plan.units.length} ${plan.units.length === 1 ? 'unit' : 'units'}. Nothing was written.`,
    )
  if (obstacles.length > 0) terminal.err('Nothing was loaded and nothing was changed.')
  return obstacles
}
