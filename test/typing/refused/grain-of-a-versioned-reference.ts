import { decimal, degenerate, integer, measure, reference, table } from '../../../loader/index.ts'
import { schoolDim } from '../star.ts'

table(
  'product_sale_fact',
  { school_key: reference(schoolDim), order_id: degenerate(integer()), amount: measure(decimal(12, 2)) },
  // refused: Type '"school_key"' is not assignable to type '"order_id"'
  { grain: ['school_key'] },
)
