import { fact } from '../../../loader/index.ts'
import { brand, brandSaleFact, day, sales } from '../star.ts'

fact({
  name: 'brand_sale',
  table: brandSaleFact,
  source: sales,
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    // refused: missing: 'infer' needs ...inferred() in brand_dim, to tell the members that it makes
    brand_key: { dimension: brand, on: { brand_id: 'brand_id' }, missing: 'infer' },
  },
})
