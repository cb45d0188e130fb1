import { fact } from '../../../loader/index.ts'
import { day, productSaleFact, sales, school } from '../star.ts'

fact({
  name: 'product_sale',
  table: productSaleFact,
  source: sales,
  // refused: discount is no column that the source fills by name
  from: { discount: 'coupon', extended_sales_amount: 'amount' },
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'sold_at' },
  },
})
