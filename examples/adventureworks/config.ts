import { env, units, warehouse } from '../../loader/index.ts'
import { dimensions } from './dimensions/index.ts'
import { facts } from './facts/index.ts'

// A server's tables (mysql://…, postgres://…) or the CSV files, read by DuckDB: duckdb::memory:?file_search_path=/folder/of/the/csv/files
const adventureworks = env('AW_SOURCE_URL', 'duckdb::memory:?file_search_path=./data/adventureworks')
const origin = adventureworks.reveal().startsWith('duckdb:') ? 'files' : 'tables'
const dimensionsHere = dimensions(origin)

export default warehouse({
  sources: { adventureworks },
  warehouse: env('AW_WAREHOUSE_URL', 'duckdb:./data/adventureworks.duckdb'),
  log: { directory: './etl-log', level: 'info', keep: '90 days' },
  dimensions: units(dimensionsHere),
  facts: units(facts(origin, dimensionsHere)),
})
