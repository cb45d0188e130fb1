import type { Command as Commander, CommanderError } from 'commander'
import type { DefinitionError } from '../errors/index.ts'
import { nearest } from '../etl/index.ts'
import { usage } from './usage.ts'

/** What commander found wrong with the words of a verb, as a sentence of ours. */
export function complaint(
  error: CommanderError,
  verb: Commander,
  verbs: ReadonlyMap<string, Commander>,
): DefinitionError {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? ''
  switch (error.code) {
    case 'commander.unknownOption': {
      const elsewhere = [...verbs.values()].filter((other) => optionsOf(other).includes(quoted))
      if (elsewhere.length === 0) return usage(`There is no option "${quoted}".`, nearest(quoted, optionsOf(verb)))
      const names = elsewhere.map((other) => other.name()).join(', ')
      return usage(`The verb ${verb.name()} has no option "${quoted}": it belongs to ${names}.`, null)
    }
    case 'commander.excessArguments': {
      const words = verb.args.slice(verb.registeredArguments.length).join(', ')
      return usage(`"${words}" stands where no word is expected; a verb comes first, values follow their option.`, null)
    }
    case 'commander.optionMissingArgument':
      return usage(`The option ${quoted.split(' ')[0]} lacks its value.`, null)
    case 'commander.missingArgument': {
      const choices = verb.registeredArguments.find((argument) => argument.name() === quoted)?.argChoices ?? []
      const which = choices.length === 0 ? '' : ` There are: ${choices.join(', ')}.`
      return usage(`The verb ${verb.name()} lacks its ${quoted}.${which}`, null)
    }
    case 'commander.invalidArgument':
      return invalid(error.message, verb)
    default:
      return usage(`${error.message}.`, null)
  }
}

function invalid(message: string, verb: Commander): DefinitionError {
  const [, word = '', argument, allowed = ''] =
    /value '(.*)' is invalid for argument '(\S+)'\. Allowed choices are (.*)\.$/s.exec(message) ?? []
  if (argument !== undefined)
    return usage(`The ${argument} of ${verb.name()} is ${allowed}, not "${word}".`, nearest(word, allowed.split(', ')))
  const [, option, value = '', choices = ''] =
    /'(\S+).*' argument '(.*)' is invalid\. Allowed choices are (.*)\.$/s.exec(message) ?? []
  return usage(`The option ${option} takes ${choices}, not "${value}".`, nearest(value, choices.split(', ')))
}

function optionsOf(verb: Commander): readonly string[] {
  return verb.options.map((option) => option.long ?? '')
}
