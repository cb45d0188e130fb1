import { append, fact } from '../../../loader/index.ts'
import { day, productSaleFact, sales, school } from '../star.ts'

fact({
  name: 'product_sale',
  table: productSaleFact,
  source: sales,
  from: { extended_sales_amount: 'amount' },
  // refused: Type 'AppendBy<"sold_on">' is not assignable to type 'RebuildRefresh | WindowBy<"customer_no" | "line_no" | "order_id" | "quantity" | "sold_at">'
  refresh: append({ by: 'sold_on' }),
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'sold_at' },
  },
})
