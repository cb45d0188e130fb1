import { dimension } from '../../../loader/index.ts'
import { brandDim, brands } from '../star.ts'

dimension({
  name: 'brand',
  table: brandDim,
  source: brands,
  // refused: type2 needs ...history() in brand_dim
  attributes: { brand_name: 'type2', royalty: 'type1' },
})
