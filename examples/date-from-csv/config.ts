import { env, units, warehouse } from '../../loader/index.ts'
import * as dimensions from './dimensions/index.ts'

export default warehouse({
  sources: {},
  warehouse: env('DATE_WAREHOUSE_URL', 'duckdb:./data/calendar.duckdb'),
  log: { directory: './etl-log', level: 'info', keep: '90 days' },
  dimensions: units(dimensions),
  facts: units({}),
})
