import { decimal, degenerate, integer, table } from '../../../loader/index.ts'

table(
  'product_sale_fact',
  // refused: amount has no purpose here: in a fact say measure(…), degenerate(…) or reference(…)
  { order_id: degenerate(integer()), amount: decimal(12, 2) },
  { grain: ['order_id'] },
)
