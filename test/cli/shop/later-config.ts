import {
  audit,
  decimal,
  degenerate,
  dimension,
  env,
  fact,
  history,
  integer,
  key,
  measure,
  natural,
  nullable,
  reference,
  renamed,
  source,
  sql,
  table,
  text,
  timestamp,
  units,
  varchar,
  warehouse,
} from '../../../loader/index.ts'
import { sales } from './sources.ts'

// The shop a year later: a district of type 2 beside the stores in place of the city, titles called labels and of any length, amounts wider and with
// a tax, an index more.

const storeDim = table('store_dim', {
  store_key: key(),
  store_id: natural(integer()),
  name: varchar(40),
  district: nullable(varchar(40)),
  ...history(),
  ...audit(),
})

const itemDim = table('item_dim', {
  item_key: key(),
  item_id: natural(integer()),
  label: renamed(text(), 'title'),
  ...audit(),
})

const saleFact = table(
  'sale_fact',
  {
    store_key: reference(storeDim),
    item_key: reference(itemDim),
    sale_id: degenerate(integer()),
    sold_at: degenerate(timestamp()),
    amount: measure(decimal(14, 3)),
    tax: measure(decimal(12, 2)),
    ...audit(),
  },
  { grain: ['sale_id'], indexes: [['store_key'], ['item_key', 'sold_at']] },
)

const store = dimension({
  name: 'store',
  table: storeDim,
  source: source({
    from: 'shop',
    columns: { store_id: integer(), name: varchar(40), district: nullable(varchar(40)) },
    sql: sql`SELECT id AS store_id, name, city AS district FROM store`,
  }),
  attributes: { name: 'type2', district: 'type2' },
})

const item = dimension({
  name: 'item',
  table: itemDim,
  source: source({
    from: 'shop',
    columns: { item_id: integer(), title: varchar(40) },
    sql: sql`SELECT id AS item_id, title FROM item`,
  }),
  attributes: { label: { from: 'title', change: 'type1' } },
})

const sale = fact({
  name: 'sale',
  table: saleFact,
  source: sales,
  from: { tax: 'amount' },
  lookups: {
    store_key: { dimension: store, on: { store_id: 'store_id' }, asOf: 'sold_at' },
    item_key: { dimension: item, on: { item_id: 'item_id' } },
  },
})

export default warehouse({
  sources: { shop: env('SHOP_SOURCE_URL') },
  warehouse: env('SHOP_WAREHOUSE_URL'),
  log: { directory: env('SHOP_LOG', './etl-log').reveal() },
  dimensions: units({ store, item }),
  facts: units({ sale }),
})
