import { fact } from '../../../loader/index.ts'
import { brand, day, productSaleFact, sales } from '../star.ts'

fact({
  name: 'product_sale',
  table: productSaleFact,
  source: sales,
  from: { extended_sales_amount: 'amount' },
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    // refused: is not assignable to type 'DimensionOf<"school_dim">'
    school_key: { dimension: brand, on: { school_id: 'school_id' }, asOf: 'sold_at' },
  },
})
