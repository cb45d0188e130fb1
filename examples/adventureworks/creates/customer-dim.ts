import { audit, integer, key, natural, nullable, table, varchar } from '../../../loader/index.ts'

/** Who orders, as they are now. */
export const customerDim = table('customer_dim', {
  customer_key: key(),
  customer_id: natural(integer()),
  kind: varchar(20),
  first_name: nullable(varchar(50)),
  last_name: nullable(varchar(50)),
  store_name: nullable(varchar(50)),
  territory: varchar(50),
  ...audit(),
})
