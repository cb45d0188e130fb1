import { dimension, integer, key, natural, source, table, varchar } from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const customerDim = table('customer_dim', {
  customer_key: key(),
  customer_id: natural(integer()),
  email: varchar(40),
  first_channel: varchar(20),
})
const customer = dimension({
  name: 'customer',
  table: customerDim,
  source: source({
    from: 'shop',
    columns: { customer_id: integer(), email: varchar(40), first_channel: varchar(20) },
    sql: drawn,
  }),
  attributes: { email: 'type1', first_channel: 'type0' },
})

export const units = [customer]
