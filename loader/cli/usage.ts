import { DefinitionError } from '../errors/index.ts'

/** What was typed cannot be meant; `near`: what may have been. */
export function usage(sentence: string, near: string | null): DefinitionError {
  const hint = near === null ? '' : ` Did you mean "${near}"?`
  return new DefinitionError('usage', `${sentence}${hint} "run.ts --help" lists what there is.`)
}
