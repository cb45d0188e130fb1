import * as dimensions from './dimensions/index.ts'
import * as facts from './facts/index.ts'
import { env, units, warehouse } from './loader/index.ts'

export default warehouse({
  sources: { marketplace: env('SOURCE_URL', 'duckdb:./data/marketplace.duckdb') },
  warehouse: env('WAREHOUSE_URL', 'duckdb:./data/warehouse.duckdb'),
  redis: env('REDIS_URL', 'redis://127.0.0.1:6379'),
  // Here --delete_existing_tables needs no --yes; take this line out when the warehouse is your own.
  sample: 'duckdb:./data/warehouse.duckdb',
  log: { directory: './etl-log', level: 'info', keep: '90 days' },
  dimensions: units(dimensions),
  facts: units(facts),
})
