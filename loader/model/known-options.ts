import { DefinitionError } from '../errors/index.ts'

/** Refuses an option that this version does not know: nothing is ignored in silence. */
export function knownOptions(place: string, options: object, known: readonly string[]): void {
  const stranger = Object.keys(options).find((name) => !known.includes(name))
  if (stranger === undefined) return
  throw new DefinitionError(
    'unknown-option',
    `${place}: there is no option ${stranger}. There are ${known.join(', ')}.`,
  )
}
