import { absentWorkers, type Broker } from '../queue/index.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'

/** The end of a command that queued a task and does not wait for it: where to look, and what keeps it waiting. */
export async function queuedEnd(
  broker: Broker,
  task: string,
  { terminal, notice }: Pick<CommandContext, 'terminal' | 'notice'>,
): Promise<CommandEnd> {
  terminal.out(`How it goes: run.ts queue status. To stop it: run.ts queue cancel ${task}`)
  const warnings = await absentWorkers(broker)
  for (const sentence of warnings) notice(sentence)
  return { reason: 'done', document: { task, warnings } }
}
