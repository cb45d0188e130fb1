import {
  boolean,
  degenerate,
  dimension,
  fact,
  integer,
  key,
  natural,
  nullable,
  reference,
  source,
  table,
  varchar,
} from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const storeDim = table('store_dim', {
  store_key: key(),
  store_id: natural(integer()),
  name: varchar(40),
  city: nullable(varchar(40)),
  seats: integer(),
  is_open: boolean(),
})
const store = dimension({
  name: 'store',
  table: storeDim,
  source: source({
    from: 'shop',
    columns: {
      store_id: integer(),
      name: varchar(40),
      city: nullable(varchar(40)),
      seats: integer(),
      is_open: boolean(),
    },
    sql: drawn,
  }),
  attributes: { name: 'type1', city: 'type1', seats: 'type1', is_open: 'type1' },
  notApplicable: { name: 'Online' },
})
const saleFact = table(
  'sale_fact',
  { store_key: reference(storeDim), sale_id: degenerate(integer()) },
  { grain: ['sale_id'] },
)
const sale = fact({
  name: 'sale',
  table: saleFact,
  source: source({ from: 'shop', columns: { sale_id: integer(), store_id: nullable(integer()) }, sql: drawn }),
  lookups: { store_key: { dimension: store, on: { store_id: 'store_id' } } },
})

export const units = [store, sale]
