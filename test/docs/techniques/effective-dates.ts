import {
  date,
  decimal,
  dimension,
  history,
  integer,
  key,
  natural,
  nullable,
  source,
  table,
} from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const productDim = table('product_dim', {
  product_key: key(),
  product_id: natural(integer()),
  cost: decimal(8, 2),
  ...history(),
})
const product = dimension({
  name: 'product',
  table: productDim,
  source: source({
    from: 'shop',
    columns: { product_id: integer(), cost: decimal(8, 2), starts_on: date(), last_day: nullable(date()) },
    sql: drawn,
  }),
  attributes: { cost: 'type2' },
  effectiveFrom: 'starts_on',
  effectiveTo: { column: 'last_day', inclusive: 'day' },
})

export const units = [product]
