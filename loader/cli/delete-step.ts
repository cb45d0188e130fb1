import { type Connections, deleteTables, type Plan } from '../etl/index.ts'
import type { RunCommand } from './command.ts'
import type { CommandContext } from './command-context.ts'
import { consentToDelete } from './consent.ts'
import type { CommandPlan } from './plan-command.ts'

/** `--delete_existing_tables`, once it is sure that it is meant; gives what `--json` tells of it. */
export async function deleteStep(
  command: RunCommand,
  { graph }: CommandPlan,
  plan: Plan,
  connections: Connections,
  { warehouse, terminal, logger, signals }: CommandContext,
): Promise<Readonly<Record<string, unknown>>> {
  const { place, standIn } = await connections.warehouse()
  if (standIn === true) {
    terminal.out(`${place} is not there yet: nothing to delete.`)
    return { deleted: [] }
  }
  const { signal } = signals
  await consentToDelete({ warehouse, plan, graph, place, yes: command.yes, signal })
  const tables: string[] = []
  const deleted = (unit: string, dropped: readonly string[]) => {
    tables.push(...dropped)
    logger.info({ unit, tables: dropped }, 'tables-deleted')
    terminal.out(dropped.length === 0 ? `${unit}: there was no table` : `${unit}: deleted ${dropped.join(', ')}`)
  }
  await deleteTables({ warehouse, plan, connections, signal, deleted })
  return { deleted: tables }
}
