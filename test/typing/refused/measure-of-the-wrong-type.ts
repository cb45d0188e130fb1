import { fact } from '../../../loader/index.ts'
import { day, productSaleFact, sales, school } from '../star.ts'

fact({
  name: 'product_sale',
  table: productSaleFact,
  source: sales,
  // refused: source column coupon is varchar, and extended_sales_amount, decimal, does not take that
  from: { extended_sales_amount: 'coupon' },
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'sold_at' },
  },
})
