import type { MysqlPlace } from '../engines/mysql-place.ts'
import { Source } from '../engines/source.ts'
import { againstItself } from './against-itself.ts'
import type { Measure } from './measure.ts'
import { mysqlDimensions } from './mysql-dimension.ts'
import { mysqlIncremental } from './mysql-incremental.ts'
import { mysqlRebuild } from './mysql-rebuild.ts'
import { unitsAlone } from './units-alone.ts'

export function mysqlMeasures(place: MysqlPlace): readonly Measure[] {
  const source = new Source(place.sourceEngine, place.sizes, 'DATETIME')
  return [
    mysqlRebuild(place, source, { name: 'fact-rebuild-b', unit: 'sale', minimum: 0.85, target: 0.92 }),
    mysqlRebuild(place, source, { name: 'fact-rebuild-ranges', unit: 'sale_in_ranges', minimum: 0.85, target: 1.05 }),
    mysqlRebuild(place, source, { name: 'fact-rebuild-a', unit: 'sale_indexed', minimum: 1.7, target: 2 }),
    ...unitsAlone(place, source),
    mysqlIncremental(place, source),
    ...mysqlDimensions(place, source),
    againstItself(
      place,
      {
        name: 'as-of-lookups',
        against: 'the same with current versions',
        minimum: null,
        target: 0.95,
        async prepare() {
          await source.things()
          await source.lines()
          await place.load(['date', 'customer', 'product', 'store'])
        },
      },
      'sale',
      'sale_as_of',
    ),
    againstItself(
      place,
      {
        name: 'text-keys',
        against: 'the same with integers as natural keys',
        minimum: null,
        target: 0.9,
        async prepare() {
          await source.things()
          await source.lines()
          await source.coded()
          const byText = ['customer_by_code', 'product_by_sku', 'store_by_code']
          await place.load(['date', 'customer', 'product', 'store', ...byText])
        },
      },
      'sale',
      'sale_by_text',
    ),
  ]
}
