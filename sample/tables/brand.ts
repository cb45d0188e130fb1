import { integer, varchar } from '../../loader/index.ts'
import { sampleTable } from '../sample-table.ts'
import { brands as names } from '../words.ts'

export const brands = sampleTable({
  name: 'products_brand',
  columns: { id: integer(), name: varchar(60) },
  rows: () => names.map((name, at) => [at + 1, name]),
})
