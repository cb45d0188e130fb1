import { DefinitionError } from '../errors/index.ts'
import { knownInstead, openConnections, unitGraph } from '../etl/index.ts'
import { type Holder, holdingOf, openLog, unlockUnit } from '../log/index.ts'
import type { UnlockCommand } from './command.ts'
import type { CommandContext, CommandEnd } from './command-context.ts'
import { canAsk, confirm } from './confirm.ts'

/**
 * `unlock`: tells who has a unit; takes it from them if that is meant: `--yes`, or a yes on the terminal. Throws DefinitionError 'usage' for a unit that is
 * neither defined nor known to the run log, 'not-confirmed' where nobody can be asked or the answer is no.
 */
export async function unlockCommand(
  { unit, yes }: UnlockCommand,
  { warehouse, terminal, signals, logger, notice }: CommandContext,
): Promise<CommandEnd> {
  await using connections = openConnections(warehouse, { missingWarehouse: 'stand-in', notice })
  const engine = await connections.warehouse()
  const { free, last } = await holdingOf(engine, unit)
  if (last === null) refuseUnknown(unit, warehouse)
  const document = { unit, held: !free, ...(last === null ? {} : holderFields(last)) }
  if (free) {
    terminal.out(
      `Nobody has ${unit}${last?.host == null ? '' : `; ${holderSentence(last)} had it last`}. A load takes it.`,
    )
    return { reason: 'done', document }
  }
  const who = last === null ? 'a process that has not said yet who it is' : holderSentence(last)
  terminal.out(`${unit} is held by ${who}.`)
  await consent(unit, who, yes, signals.signal)
  const freed = await unlockUnit(await openLog(engine), unit)
  logger.warn({ unit, freed, holder: last }, 'unlocked')
  if (freed)
    terminal.out(`${unit} is free. What that process had not committed is gone; the next load goes on or begins anew.`)
  else terminal.err(stillHeld(unit, last))
  return { reason: freed ? 'done' : 'locked', document: { ...document, freed } }
}

function refuseUnknown(unit: string, warehouse: CommandContext['warehouse']): void {
  const names = unitGraph(warehouse).map(({ name }) => name)
  if (names.includes(unit)) return
  throw new DefinitionError('usage', `There is no unit ${JSON.stringify(unit)}. ${knownInstead(unit, names, 'unit')}`)
}

async function consent(unit: string, who: string, yes: boolean, signal: AbortSignal): Promise<void> {
  if (yes) return
  const what = `Its connections would be ended, and what it has not committed would be lost`
  if (!canAsk())
    throw new DefinitionError(
      'not-confirmed',
      `${unit} was left to ${who}. ${what}; nobody is here to be asked: add --yes if that is meant.`,
    )
  if (await confirm(`${what}. Take ${unit} from ${who}?`, signal)) return
  throw new DefinitionError('not-confirmed', `${unit} was left to ${who}, since the answer was not yes.`)
}

function holderSentence({ host, pid, runId, takenAt, connections }: Holder): string {
  const at = takenAt === null ? '' : `, since ${takenAt} UTC`
  const open =
    connections.length === 0
      ? ''
      : `, by ${connections.length === 1 ? 'connection' : 'connections'} ${connections.join(', ')}`
  return `process ${pid} on ${host} (run ${runId})${at}${open}`
}

function holderFields({ host, pid, runId, takenAt, connections }: Holder): object {
  return { host, pid, run: runId, since: takenAt, connections }
}

function stillHeld(unit: string, last: Holder | null): string {
  const ids = last?.connections.join(', ') ?? ''
  return (
    `${unit} is still held: this user may not end ${ids === '' ? 'its connections' : `the connections ${ids}`}. ` +
    'Its owner cannot commit any more and ends at its next attempt; end that process, or its connections as an administrator of the server, to have the unit at once.'
  )
}
