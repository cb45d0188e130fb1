import {
  type EtlEvent,
  ended,
  endLine,
  errorFields,
  errorText,
  reasonOfErrors,
  reasonOfRun,
  runFields,
  summary,
} from '../etl/index.ts'
import { type Broker, followTask } from '../queue/index.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { lastLine } from './last-line.ts'
import { tellProgress } from './progress.ts'

/**
 * Follows a queued task to its end, as if its run were made here: the units' lines, the table, the exit status. A signal ends the following alone: the task goes
 * on.
 */
export async function followStep(
  broker: Broker,
  task: string,
  { terminal, signals, notice, logPath }: CommandContext,
): Promise<CommandEnd> {
  using progress = tellProgress(terminal)
  const told = new Set<string>()
  const listener = (event: EtlEvent) => {
    const unit = ended(event)
    if (unit !== null) told.add(unit.unit)
    progress.listener(event)
  }
  let end: Awaited<ReturnType<typeof followTask>>
  try {
    end = await followTask(broker, task, { signal: signals.signal, listener, notice })
  } catch (error) {
    if (!signals.signal.aborted) throw error
    terminal.err(`The task goes on without this process. To stop it: run.ts queue cancel ${task}`)
    return { reason: signals.stopped ?? 'interrupted', document: { task } }
  }
  const { state, result } = end
  // What failed before a worker began it was told by nobody.
  for (const unit of result?.units ?? [])
    if (unit.status !== 'done' && !told.has(unit.unit)) terminal.err(endLine(unit))
  const document = { task, ...(result === null ? {} : runFields(result)) }
  if (result !== null) terminal.out(`\n${summary(result)}\n\n${lastLine(result, logPath, false)}`)
  // A refresh whose units failed says no more than its table does.
  if (result !== null && (state.state !== 'failed' || !result.units.every(({ status }) => status === 'skipped')))
    return { reason: reasonOfRun(result, null), document }
  if (state.state === 'failed') {
    terminal.err(errorText(state.error))
    return {
      reason: reasonOfErrors([state.error], null),
      document: { ...document, errors: [errorFields(state.error)] },
    }
  }
  if (state.state === 'unknown') {
    const message = `Redis does not know the task ${task} any more: queue cancel or drain took it out, or it was lost. run.ts status tells what the warehouse knows.`
    terminal.err(message)
    return { reason: 'unit-failed', document: { ...document, errors: [{ code: 'task-removed', message }] } }
  }
  terminal.out('There was nothing to load.')
  return { reason: 'done', document }
}
