import {
  dimension,
  history,
  integer,
  key,
  natural,
  reference,
  source,
  sql,
  table,
  varchar,
} from '../../../loader/index.ts'
import { brand, brandDim } from '../star.ts'

const productDim = table('product_dim', {
  product_key: key(),
  product_id: natural(integer()),
  name: varchar(20),
  brand_key: reference(brandDim),
  ...history(),
})

dimension({
  name: 'product',
  table: productDim,
  source: source({
    from: 'marketplace',
    columns: { product_id: integer(), name: varchar(20), brand_id: integer(), brand_name: varchar(20) },
    sql: sql`SELECT * FROM products`,
  }),
  attributes: { name: 'type1' },
  lookups: {
    // refused: missing: 'infer' needs ...inferred() in brand_dim
    brand_key: { dimension: brand, on: { brand_id: 'brand_id' }, missing: 'infer' },
  },
})
