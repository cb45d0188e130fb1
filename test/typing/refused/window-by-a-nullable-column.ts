import { fact, incremental } from '../../../loader/index.ts'
import { day, productSaleFact, sales, school } from '../star.ts'

fact({
  name: 'product_sale',
  table: productSaleFact,
  source: sales,
  from: { extended_sales_amount: 'amount' },
  // refused: Type 'WindowBy<"school_id">' is not assignable to type 'RebuildRefresh | WindowBy<"customer_no" | "line_no" | "order_id" | "quantity" | "sold_at">'
  refresh: incremental({ by: 'school_id' }),
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'sold_at' },
  },
})
