import { DefinitionError } from '../errors/index.ts'
import type { TaskClass } from './shapes.ts'

/** The class of workers as a definition says it; default 'default'. Throws DefinitionError 'bad-option' for another word. */
export function taskClass(place: string, value: string | undefined): TaskClass {
  if (value === undefined || value === 'default' || value === 'heavy') return value ?? 'default'
  throw new DefinitionError('bad-option', `${place}: class is "${value}", and must be 'default' or 'heavy'.`)
}
