import { integer, varchar } from '../../loader/index.ts'
import { sampleTable } from '../sample-table.ts'
import { categories } from '../words.ts'

/** What kind of thing a product is. */
export const productClasses = sampleTable({
  name: 'products_class',
  columns: { id: integer(), name: varchar(40) },
  rows: () => categories.map((name, at) => [at + 1, name]),
})
