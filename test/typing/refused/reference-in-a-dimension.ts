import { integer, key, natural, reference, table } from '../../../loader/index.ts'
import { brandDim } from '../star.ts'

table('product_dim', {
  product_key: key(),
  product_id: natural(integer()),
  // refused: brand_key is a reference, and a dimension looks none up yet
  brand_key: reference(brandDim),
})
