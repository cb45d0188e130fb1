import { decimal, dimension, integer, nullable, source, sql, varchar } from '../../../loader/index.ts'
import { brandDim } from '../star.ts'

const brands = source({
  from: 'marketplace',
  columns: { brand_id: integer(), brand_name: nullable(varchar(40)), royalty: decimal(8, 4) },
  sql: sql`SELECT * FROM brands_brand`,
})

dimension({
  name: 'brand',
  table: brandDim,
  source: brands,
  // refused: source column brand_name may be NULL, brand_name may not
  attributes: { brand_name: 'type1', royalty: 'type1' },
})
