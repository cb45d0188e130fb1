import { decimal, degenerate, integer, measure, table } from '../../../loader/index.ts'

// refused: Expected 3 arguments, but got 2
table('product_sale_fact', { order_id: degenerate(integer()), amount: measure(decimal(12, 2)) })
