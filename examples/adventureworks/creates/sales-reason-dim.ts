import { audit, integer, key, natural, table, varchar } from '../../../loader/index.ts'

/** Why a customer bought. */
export const salesReasonDim = table('sales_reason_dim', {
  sales_reason_key: key(),
  sales_reason_id: natural(integer()),
  name: varchar(50),
  reason_type: varchar(50),
  ...audit(),
})
