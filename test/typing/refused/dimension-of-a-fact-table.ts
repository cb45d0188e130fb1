import { dimension } from '../../../loader/index.ts'
import { productSaleFact, sales } from '../star.ts'

dimension({
  name: 'sale',
  // refused: product_sale_fact has no key(): it is no dimension's table
  table: productSaleFact,
  source: sales,
  attributes: {},
})
