import { dimension, feeding, source, sql, units, warehouse } from '../../../loader/index.ts'
import { brandDim } from '../star.ts'

const brands = source({ from: 'market', columns: feeding(brandDim), sql: sql`SELECT * FROM brands_brand` })
const brand = dimension({
  name: 'brand',
  table: brandDim,
  source: brands,
  attributes: { brand_name: 'type1', royalty: 'type1' },
})

warehouse({
  sources: { marketplace: 'duckdb:./data/marketplace.duckdb' },
  warehouse: 'duckdb:./data/warehouse.duckdb',
  // refused: brand reads from market, which sources does not name
  dimensions: units({ brand }),
  facts: units({}),
})
