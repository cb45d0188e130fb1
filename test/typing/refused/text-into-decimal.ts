import { dimension, integer, source, sql, varchar } from '../../../loader/index.ts'
import { brandDim } from '../star.ts'

const brands = source({
  from: 'marketplace',
  columns: { brand_id: integer(), brand_name: varchar(40), royalty: varchar(12) },
  sql: sql`SELECT * FROM brands_brand`,
})

dimension({
  name: 'brand',
  table: brandDim,
  source: brands,
  // refused: source column royalty is varchar, and royalty, decimal, does not take that
  attributes: { brand_name: 'type1', royalty: 'type1' },
})
