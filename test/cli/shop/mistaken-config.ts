import { dimension, integer, source, sql, units, varchar, warehouse } from '../../../loader/index.ts'
import { itemDim } from './tables.ts'
import { item, sale } from './units.ts'

// Compiles, and has three mistakes that only `check` sees: a text too long for its column, a table filled twice, a dimension left out.
const wide = dimension({
  name: 'wide',
  table: itemDim,
  source: source({
    from: 'shop',
    columns: { item_id: integer(), title: varchar(200) },
    sql: sql`SELECT id AS item_id, title FROM item`,
  }),
  attributes: { title: 'type1' },
})

export default warehouse({
  sources: { shop: 'duckdb:./nowhere.duckdb' },
  warehouse: 'mysql://ann:s3cret-pw@nowhere.invalid/x',
  log: { directory: process.env['SHOP_LOG'] ?? '.' },
  dimensions: units({ item, wide }),
  facts: units({ sale }),
})
