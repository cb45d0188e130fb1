import type { Place } from '../engines/place.ts'
import type { Measure } from './measure.ts'

/** One way of the loader against another way of its own: what costs more is `loader`. */
export function againstItself(
  place: Pick<Place, 'sizes' | 'load'>,
  measure: Pick<Measure, 'name' | 'against' | 'minimum' | 'target' | 'prepare'>,
  cheaper: string,
  dearer: string,
): Measure {
  return {
    ...measure,
    rows: place.sizes.lines,
    limit: () => place.load([cheaper]),
    loader: () => place.load([dearer]),
  }
}
