import {
  degenerate,
  dimension,
  fact,
  history,
  inferred,
  integer,
  key,
  natural,
  reference,
  source,
  table,
  timestamp,
  varchar,
} from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const customerDim = table('customer_dim', {
  customer_key: key(),
  customer_id: natural(integer()),
  name: varchar(40),
  ...history(),
  ...inferred(),
})
const customer = dimension({
  name: 'customer',
  table: customerDim,
  source: source({
    from: 'shop',
    columns: { customer_id: integer(), name: varchar(40), joined_at: timestamp() },
    sql: drawn,
  }),
  attributes: { name: 'type2' },
  effectiveFrom: 'joined_at',
})
const saleFact = table(
  'sale_fact',
  { customer_key: reference(customerDim), sale_id: degenerate(integer()) },
  { grain: ['sale_id'] },
)
const sale = fact({
  name: 'sale',
  table: saleFact,
  source: source({
    from: 'shop',
    columns: { sale_id: integer(), customer_id: integer(), sold_at: timestamp() },
    sql: drawn,
  }),
  lookups: {
    customer_key: { dimension: customer, on: { customer_id: 'customer_id' }, asOf: 'sold_at', missing: 'infer' },
  },
})

export const units = [customer, sale]
