import { audit, decimal, history, integer, key, natural, table, varchar } from '../loader/index.ts'

/** Who sends people for a commission; a new version when the rate changes. */
export const affiliateDim = table('affiliate_dim', {
  affiliate_key: key(),
  affiliate_id: natural(integer()),
  name: varchar(80),
  channel: varchar(30),
  commission_rate: decimal(5, 2),
  ...history(),
  ...audit(),
})
