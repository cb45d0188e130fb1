import { fact, incremental } from '../../../loader/index.ts'
import { day, productSaleFact, sales, school } from '../star.ts'

fact({
  name: 'product_sale',
  table: productSaleFact,
  source: sales,
  from: { extended_sales_amount: 'amount' },
  // refused: Type '"an hour"' is not assignable
  refresh: incremental({ by: 'sold_at', lookback: 'an hour' }),
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'sold_at' },
  },
})
