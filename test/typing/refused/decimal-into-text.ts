import { decimal, dimension, integer, source, sql } from '../../../loader/index.ts'
import { brandDim } from '../star.ts'

const brands = source({
  from: 'marketplace',
  columns: { brand_id: integer(), brand_name: decimal(8, 4), royalty: decimal(8, 4) },
  sql: sql`SELECT * FROM brands_brand`,
})

dimension({
  name: 'brand',
  table: brandDim,
  source: brands,
  // refused: source column brand_name is decimal, and brand_name, varchar, does not take that
  attributes: { brand_name: 'type1', royalty: 'type1' },
})
