import { fact } from '../../../loader/index.ts'
import { day, productSaleFact, sales, school } from '../star.ts'

fact({
  name: 'product_sale',
  table: productSaleFact,
  source: sales,
  from: { extended_sales_amount: 'amount' },
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    // refused: Type '"coupon"' is not assignable
    school_key: { dimension: school, on: { school_id: 'coupon' }, asOf: 'sold_at' },
  },
})
