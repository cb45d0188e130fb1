import { fact } from '../../../loader/index.ts'
import { day, productSaleFact, sales } from '../star.ts'

fact({
  name: 'product_sale',
  table: productSaleFact,
  source: sales,
  from: { extended_sales_amount: 'amount' },
  // refused: Property 'school_key' is missing
  lookups: { date_key: { dimension: day, on: { full_date: 'sold_on' } } },
})
