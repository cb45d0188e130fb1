import { units, warehouse } from '../../../loader/index.ts'
import { productSale } from '../star.ts'

warehouse({
  sources: { marketplace: 'duckdb:./data/marketplace.duckdb' },
  warehouse: 'duckdb:./data/warehouse.duckdb',
  // refused: these are facts: they belong under facts
  dimensions: units({ productSale }),
  facts: units({}),
})
