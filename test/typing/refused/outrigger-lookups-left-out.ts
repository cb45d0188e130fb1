import { dimension, integer, key, natural, reference, source, sql, table, varchar } from '../../../loader/index.ts'
import { brandDim } from '../star.ts'

const productDim = table('product_dim', {
  product_key: key(),
  product_id: natural(integer()),
  name: varchar(20),
  brand_key: reference(brandDim),
})

dimension(
  // refused, further down: Property 'lookups' is missing
  {
    name: 'product',
    table: productDim,
    source: source({
      from: 'marketplace',
      columns: { product_id: integer(), name: varchar(20), brand_id: integer(), brand_name: varchar(20) },
      sql: sql`SELECT * FROM products`,
    }),
    attributes: { name: 'type1' },
  },
)
