import { fact } from '../../../loader/index.ts'
import { brand, brandSaleFact, day, sales } from '../star.ts'

fact({
  name: 'brand_sale',
  table: brandSaleFact,
  source: sales,
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    // refused: brand_dim keeps no history, so nothing there can be looked up as of a time
    brand_key: { dimension: brand, on: { brand_id: 'brand_id' }, asOf: 'sold_at' },
  },
})
