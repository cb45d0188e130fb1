import { DefinitionError } from '../errors/index.ts'
import type { RebuildRefresh } from './shapes.ts'

/**
 * The fact is built beside the live table and swapped in; refused when it has no row or shrank by more than `maxShrink` (a share of the live
 * rows, default 0.2) unless `--accept-shrink` is given.
 */
export function rebuild(options: { readonly maxShrink?: number } = {}): RebuildRefresh {
  const maxShrink = options.maxShrink ?? 0.2
  if (!(maxShrink >= 0 && maxShrink <= 1)) {
    throw new DefinitionError('bad-option', `rebuild(): maxShrink is ${maxShrink}, and must be a share from 0 to 1.`)
  }
  return Object.freeze({ mode: 'rebuild', maxShrink })
}
