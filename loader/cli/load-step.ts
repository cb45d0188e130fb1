import {
  type Connections,
  errorText,
  type Listener,
  loadUnits,
  type Plan,
  reasonOfRun,
  runFields,
  summary,
  tellAll,
} from '../etl/index.ts'
import type { RunCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { lastLine } from './last-line.ts'
import { logEvents } from './log-events.ts'
import { tellProgress } from './progress.ts'
import { software } from './software.ts'

/** Loads the planned units, telling terminal, log and `told`; the table at the end. */
export async function loadStep(
  command: RunCommand,
  plan: Plan,
  connections: Connections,
  { warehouse, terminal, logger, signals, words, logPath }: CommandContext,
  told?: Listener,
): Promise<CommandEnd> {
  using progress = tellProgress(terminal)
  const result = await loadUnits({
    warehouse,
    plan,
    connections,
    software: software(),
    command: words,
    executionTime: command.executionTime,
    acceptShrink: command.acceptShrink,
    fullRefresh: command.fullRefresh,
    acceptDeletes: command.acceptDeletes,
    threads: command.threads,
    ranges: command.ranges,
    lookupMemory: command.lookupMemory,
    sample: command.sample,
    signal: signals.signal,
    listener: tellAll([progress.listener, logEvents(logger), ...(told === undefined ? [] : [told])]),
  })
  if (plan.inactive.length > 0) terminal.out(`Not active, left out: ${plan.inactive.join(', ')}.`)
  terminal.out(`\n${summary(result)}\n\n${lastLine(result, logPath, command.dryRun)}`)
  if (result.unrecorded !== undefined)
    terminal.err(`The end of run ${result.run.id} could not be written to etl_run. ${errorText(result.unrecorded)}`)
  return { reason: reasonOfRun(result, signals.stopped), document: runFields(result) }
}
