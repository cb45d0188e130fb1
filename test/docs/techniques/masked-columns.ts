import { dimension, integer, key, masked, natural, source, table, varchar } from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const customerDim = table('customer_dim', {
  customer_key: key(),
  customer_id: natural(integer()),
  email: masked(varchar(12)),
})
const customer = dimension({
  name: 'customer',
  table: customerDim,
  source: source({ from: 'shop', columns: { customer_id: integer(), email: varchar(12) }, sql: drawn }),
  attributes: { email: 'type1' },
})

export const units = [customer]
