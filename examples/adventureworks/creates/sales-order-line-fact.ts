import { audit, decimal, degenerate, integer, measure, reference, table } from '../../../loader/index.ts'
import { dateDim } from './date-dim.ts'
import { productDim } from './product-dim.ts'

/** One line of one sales order. */
export const salesOrderLineFact = table(
  'sales_order_line_fact',
  {
    order_date_key: reference(dateDim),
    product_key: reference(productDim),
    order_id: degenerate(integer()),
    line_id: degenerate(integer()),
    order_quantity: measure(integer()),
    unit_price: measure(decimal(18, 4)),
    revenue: measure(decimal(18, 4)),
    ...audit(),
  },
  { grain: ['order_id', 'line_id'], indexes: [['order_date_key'], ['product_key']] },
)
