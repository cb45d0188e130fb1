import { dimension } from '../../../loader/index.ts'
import { productDim } from '../creates/product-dim.ts'
import type { Origin } from '../sources/origin.ts'
import { productCosts } from '../sources/product-cost.ts'

export const product = (origin: Origin) =>
  dimension({
    name: 'product',
    table: productDim,
    source: productCosts(origin),
    attributes: {
      name: 'type1',
      product_number: 'type1',
      color: 'type1',
      category: 'type1',
      subcategory: 'type1',
      standard_cost: 'type2',
    },
    effectiveFrom: 'started_on',
    effectiveTo: { column: 'ended_on', inclusive: 'day' },
  })
