import { fact } from '../../../loader/index.ts'
import { brandDim, brands } from '../star.ts'

fact({
  name: 'brand',
  // refused: brand_dim has a key(): it is a dimension's table
  table: brandDim,
  source: brands,
})
