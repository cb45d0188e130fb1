import { decimal, dimension, integer, source, sql, timestamp, varchar } from '../../../loader/index.ts'
import { brandDim } from '../star.ts'

const brands = source({
  from: 'marketplace',
  columns: { brand_id: integer(), brand_name: varchar(40), royalty: decimal(8, 4), updated_at: timestamp() },
  sql: sql`SELECT * FROM brands_brand`,
})

dimension({
  name: 'brand',
  table: brandDim,
  source: brands,
  attributes: { brand_name: 'type1', royalty: 'type1' },
  // refused: brand_dim keeps no history
  effectiveFrom: 'updated_at',
})
