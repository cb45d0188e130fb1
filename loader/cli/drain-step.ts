import { DefinitionError } from '../errors/index.ts'
import { type Broker, drain, drainable } from '../queue/index.ts'
import type { QueueCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { canAsk, confirm } from './confirm.ts'

/** `queue drain`: takes out what waits, once that is meant. Throws DefinitionError 'not-confirmed'. */
export async function drainStep(
  { yes }: QueueCommand,
  broker: Broker,
  { terminal, signals }: CommandContext,
): Promise<CommandEnd> {
  const waiting = (await drainable(broker)).length
  if (waiting > 0 && !yes) await consent(waiting, signals.signal)
  const { takenOut, cancelled } = await drain(broker)
  if (takenOut > 0) terminal.out(`Taken out: ${tasks(takenOut, 'waited')}. Refreshes that need them end as failed.`)
  if (cancelled > 0)
    terminal.out(`Cancelled: ${tasks(cancelled, 'had been begun')}; their runs end when a worker is there.`)
  if (takenOut + cancelled === 0) terminal.out('Nothing waits.')
  return { reason: 'done', document: { drained: takenOut, cancelled } }
}

async function consent(waiting: number, signal: AbortSignal): Promise<void> {
  const what = tasks(waiting, waiting === 1 ? 'waits' : 'wait')
  if (!canAsk())
    throw new DefinitionError(
      'not-confirmed',
      `queue drain would take out ${what}, and nobody is here to be asked: add --yes if that is meant.`,
    )
  if (!(await confirm(`Take out ${what}?`, signal)))
    throw new DefinitionError('not-confirmed', 'Nothing was taken out, since the answer was not yes.')
}

function tasks(number: number, verb: string): string {
  return `${number} ${number === 1 ? 'task' : 'tasks'} that ${verb}`
}
