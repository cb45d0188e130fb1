import { fact } from '../../../loader/index.ts'
import { brandSaleFact, sales } from '../star.ts'

fact(
  // refused, further down: Property 'lookups' is missing
  { name: 'brand_sale', table: brandSaleFact, source: sales },
)
