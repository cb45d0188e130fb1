import { dimension, integer, key, natural, reference, source, sql, table } from '../../../loader/index.ts'
import { brandDim } from '../star.ts'

const productDim = table('product_dim', {
  product_key: key(),
  product_id: natural(integer()),
  brand_key: reference(brandDim),
})

dimension({
  name: 'product',
  // refused: product_dim has a reference, and a dimension looks none up yet
  table: productDim,
  source: source({ from: 'marketplace', columns: { product_id: integer() }, sql: sql`SELECT * FROM products` }),
  attributes: {},
})
