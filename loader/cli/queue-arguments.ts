import type { Command as Commander } from 'commander'
import type { Common, EnqueueCommand, QueueCommand } from './command.ts'
import { usage } from './usage.ts'

/** The unit of `enqueue etl`; null for a refresh. Throws DefinitionError 'usage' for words and flags that do not go together. */
export function enqueuedUnit(
  [what, unit = null]: readonly (string | null)[],
  {
    dimensions,
    facts,
    deleteTables,
    selection,
  }: Pick<EnqueueCommand, 'dimensions' | 'facts' | 'deleteTables' | 'selection'>,
): string | null {
  if (what === 'refresh') {
    if (unit !== null)
      throw usage(`"${unit}" stands behind enqueue refresh; to load it alone: enqueue etl ${unit}.`, null)
    return null
  }
  if (unit === null) throw usage('enqueue etl lacks its unit.', null)
  if (dimensions || facts || deleteTables || selection.select.length + selection.exclude.length > 0)
    throw usage('enqueue etl loads the unit that it names: steps and selection are for enqueue refresh.', null)
  return unit
}

/** Throws DefinitionError 'usage'. */
export function queueCommand(verb: Commander, common: Common, flags: Pick<QueueCommand, 'wait' | 'yes'>): QueueCommand {
  const [word, target = null] = verb.args as readonly (string | null)[]
  const action = word as QueueCommand['action']
  const needs = action === 'retry' || action === 'cancel'
  if (needs && target === null)
    throw usage(
      `queue ${action} lacks ${action === 'retry' ? "the run's number" : "the run's number or the task's id"}.`,
      null,
    )
  if (!needs && target !== null)
    throw usage(`"${target}" stands behind queue ${action}, where nothing is expected.`, null)
  if (action === 'retry' && !/^[1-9]\d{0,8}$/.test(target ?? ''))
    throw usage(`queue retry takes a run's number, not "${target}".`, null)
  if (flags.wait && action !== 'retry') throw usage(`--wait is for queue retry, not for ${action}.`, null)
  if (flags.yes && action !== 'drain') throw usage(`--yes is for queue drain, not for ${action}.`, null)
  return { verb: 'queue', ...common, action, target, ...flags }
}
