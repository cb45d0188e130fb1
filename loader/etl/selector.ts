import { DefinitionError } from '../errors/index.ts'

/** One term of dbt's selection grammar: what it names and how far it reaches. */
export interface Selector {
  /** As it was typed, for messages. */
  readonly text: string
  readonly method: 'name' | 'tag' | 'kind'
  readonly value: string
  /** `+name`: with all that it needs. */
  readonly ancestors: boolean
  /** `name+`: with all that needs it. */
  readonly descendants: boolean
  /** `@name`: with all that needs it, and all that those need. */
  readonly whole: boolean
}

const methods = ['tag', 'kind'] as const

/**
 * Parses the values of `--select` or `--exclude`. Values, and words within a value, are a union (outer list); `a,b` is what both
 * select (inner list). Throws DefinitionError 'bad-selector'.
 */
export function parseSelection(values: readonly string[]): readonly (readonly Selector[])[] {
  const words = values.flatMap((value) => value.split(/\s+/)).filter((word) => word !== '')
  return words.map((word) => word.split(',').map((term) => parseTerm(term, word)))
}

function parseTerm(text: string, word: string): Selector {
  const whole = text.startsWith('@')
  const ancestors = text.startsWith('+')
  const start = whole || ancestors ? 1 : 0
  const descendants = text.length > start && text.endsWith('+')
  const core = text.slice(start, descendants ? -1 : undefined)
  if (whole && descendants) throw bad(word, 'has @ and + on one name; @ already reaches what needs it')
  if (core === '' || /^[@+]|[@+]$/.test(core)) throw bad(word, 'names no unit')
  const colon = core.indexOf(':')
  if (colon < 0) return { text, method: 'name', value: core, ancestors, descendants, whole }
  const method = methods.find((one) => one === core.slice(0, colon))
  const value = core.slice(colon + 1)
  if (method === undefined || value === '') throw bad(word, 'is no form that is known')
  return { text, method, value, ancestors, descendants, whole }
}

function bad(word: string, what: string): DefinitionError {
  return new DefinitionError(
    'bad-selector',
    `The selection "${word}" ${what}. Write name, +name (with what it needs), name+ (with what needs it), @name, tag:…, kind:dimension, ` +
      'kind:fact or a glob like product*; several values add up, a,b takes what both select.',
  )
}
