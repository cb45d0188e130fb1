import { dimension, integer, source, sql, varchar } from '../../../loader/index.ts'
import { brandDim } from '../star.ts'

const names = source({
  from: 'marketplace',
  columns: { brand_id: integer(), brand_name: varchar(40) },
  sql: sql`SELECT * FROM brands_brand`,
})

dimension({
  name: 'brand',
  table: brandDim,
  source: names,
  // refused: the source has no column royalty: write royalty: { from: '…', change: '…' }
  attributes: { brand_name: 'type1', royalty: 'type1' },
})
