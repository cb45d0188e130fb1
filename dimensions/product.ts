import { productDim } from '../creates/product-dim.ts'
import { dimension } from '../loader/index.ts'
import { products } from '../sources/product.ts'

export const product = dimension({
  name: 'product',
  table: productDim,
  source: products,
  attributes: { title: 'type1', category: 'type2', subject: 'type1', brand: 'type1', list_price: 'type2' },
  effectiveFrom: 'updated_at',
})
