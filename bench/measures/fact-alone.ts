import type { Place } from '../engines/place.ts'
import type { Source } from '../engines/source.ts'
import type { Measure } from './measure.ts'

/**
 * The load of a fact with its primary key alone into an empty warehouse, beside nothing: for its time and memory where there are so many rows, or customers, that
 * a file of all rows and a second load would take too long.
 */
export function factAlone(place: Place, source: Source): Measure {
  return {
    name: 'fact-alone',
    minimum: null,
    target: null,
    against: null,
    rows: place.sizes.lines,
    async prepare() {
      await source.things()
      await source.lines()
      await place.load(['date', 'customer', 'product', 'store'])
    },
    limit: null,
    loader: () => place.load(['sale']),
  }
}
