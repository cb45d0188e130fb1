import {
  degenerate,
  dimension,
  fact,
  history,
  integer,
  key,
  latest,
  natural,
  reference,
  source,
  table,
  timestamp,
  varchar,
} from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const storeDim = table('store_dim', {
  store_key: key(),
  store_id: natural(integer()),
  name: varchar(40),
  ...history(),
})
const store = dimension({
  name: 'store',
  table: storeDim,
  source: source({ from: 'shop', columns: { store_id: integer(), name: varchar(40) }, sql: drawn }),
  attributes: { name: 'type2' },
})
const saleFact = table(
  'sale_fact',
  {
    then_key: reference(storeDim),
    strict_key: reference(storeDim),
    now_key: reference(storeDim),
    sale_id: degenerate(integer()),
  },
  { grain: ['sale_id'] },
)
const sale = fact({
  name: 'sale',
  table: saleFact,
  source: source({
    from: 'shop',
    columns: { sale_id: integer(), store_id: integer(), sold_at: timestamp() },
    sql: drawn,
  }),
  lookups: {
    then_key: { dimension: store, on: { store_id: 'store_id' }, asOf: 'sold_at' },
    strict_key: { dimension: store, on: { store_id: 'store_id' }, asOf: 'sold_at', beforeFirst: 'unknown' },
    now_key: { dimension: store, on: { store_id: 'store_id' }, asOf: latest },
  },
})

export const units = [store, sale]
