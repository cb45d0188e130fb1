import type { MysqlPlace } from '../engines/mysql-place.ts'
import type { Source } from '../engines/source.ts'
import type { Measure } from './measure.ts'

/**
 * Loads beside nothing, for their time and memory where there are so many rows, or customers, that a file of all rows and a second load would take too long: of a fact with its
 * primary key alone, by integers and by texts, and of the customers, new and unchanged.
 */
export function unitsAlone(place: MysqlPlace, source: Source): readonly Measure[] {
  const nothing = { minimum: null, target: null, against: null, limit: null }
  const alone = (name: string, lines: () => Promise<void>, dimensions: readonly string[], fact: string): Measure => ({
    ...nothing,
    name,
    rows: place.sizes.lines,
    async prepare() {
      await source.things()
      await lines()
      await place.load(dimensions)
    },
    loader: () => place.load([fact]),
  })
  const first = async () => {
    await place.raw.run('DROP TABLE IF EXISTS customer_dim')
    return await place.load(['customer'])
  }
  const customers = { ...nothing, rows: place.sizes.customers }
  const byText = ['date', 'customer_by_code', 'product_by_sku', 'store_by_code']
  return [
    alone('fact-alone', () => source.lines(), ['date', 'customer', 'product', 'store'], 'sale'),
    alone('fact-alone-text', () => source.coded(), byText, 'sale_by_text'),
    { ...customers, name: 'dimension-alone', prepare: () => source.things(), loader: first },
    {
      ...customers,
      name: 'dimension-alone-unchanged',
      async prepare() {
        await source.things()
        await first()
      },
      loader: () => place.load(['customer']),
    },
  ]
}
