import { fact } from '../../../loader/index.ts'
import { day, productSaleFact, sales, school } from '../star.ts'

fact({
  name: 'product_sale',
  table: productSaleFact,
  // refused: no source column fills extended_sales_amount: name one in from, as { extended_sales_amount: '…' }
  source: sales,
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'sold_at' },
  },
})
