import type { Command as Commander } from 'commander'
import type { Common, ScheduleCommand } from './command.ts'
import { usage } from './usage.ts'

/** `schedule` and its words. Throws DefinitionError 'usage' where a name is missing or too many. */
export function scheduleArguments(verb: Commander, common: Common): ScheduleCommand {
  const [word, name = null] = verb.args as readonly (string | null)[]
  const action = word as ScheduleCommand['action']
  const needs = action !== 'ls' && action !== 'sync'
  if (needs && name === null) throw usage(`schedule ${action} lacks the schedule's name.`, null)
  if (!needs && name !== null)
    throw usage(`"${name}" stands behind schedule ${action}, where nothing is expected.`, null)
  return { verb: 'schedule', ...common, action, name }
}
