import type { Place } from '../engines/place.ts'
import type { Source } from '../engines/source.ts'
import type { Measure } from './measure.ts'

/**
 * Loads of a fact with its primary key alone into an empty warehouse, beside nothing: for their time and memory where there are so many rows, or customers,
 * that a file of all rows and a second load would take too long. By integers, and by texts.
 */
export function factsAlone(place: Place, source: Source): readonly Measure[] {
  const alone = (name: string, lines: () => Promise<void>, dimensions: readonly string[], fact: string): Measure => ({
    name,
    minimum: null,
    target: null,
    against: null,
    rows: place.sizes.lines,
    async prepare() {
      await source.things()
      await lines()
      await place.load(dimensions)
    },
    limit: null,
    loader: () => place.load([fact]),
  })
  const byText = ['date', 'customer_by_code', 'product_by_sku', 'store_by_code']
  return [
    alone('fact-alone', () => source.lines(), ['date', 'customer', 'product', 'store'], 'sale'),
    alone('fact-alone-text', () => source.coded(), byText, 'sale_by_text'),
  ]
}
