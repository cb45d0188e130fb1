import {
  audit,
  decimal,
  degenerate,
  history,
  integer,
  key,
  masked,
  measure,
  natural,
  nullable,
  reference,
  table,
  timestamp,
  varchar,
} from '../../../loader/index.ts'
import { variant } from './variant.ts'

export const storeDim = table('store_dim', {
  store_key: key(),
  store_id: natural(integer()),
  name: variant('masked') ? masked(varchar(40)) : varchar(40),
  city: nullable(varchar(40)),
  ...history(),
  ...audit(),
})

export const itemDim = table('item_dim', {
  item_key: key(),
  item_id: natural(integer()),
  title: varchar(40),
  ...audit(),
})

/** One sale of one item. */
export const saleFact = table(
  'sale_fact',
  {
    store_key: reference(storeDim),
    item_key: reference(itemDim),
    sale_id: degenerate(integer()),
    sold_at: degenerate(timestamp()),
    amount: measure(decimal(variant('wider') ? 14 : 12, 2)),
    ...audit(),
  },
  { grain: ['sale_id'], indexes: [['store_key']] },
)
