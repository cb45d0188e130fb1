import { dimension } from '../../../loader/index.ts'
import { brandDim, brands } from '../star.ts'

dimension({
  name: 'brand',
  table: brandDim,
  source: brands,
  attributes: { brand_name: 'type1', royalty: 'type1' },
  // refused: brand_dim keeps no history: deletes: 'close' needs ...history() in it
  deletes: 'close',
})
