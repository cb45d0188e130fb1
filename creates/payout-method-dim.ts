import { audit, integer, key, natural, nullable, table, varchar } from '../loader/index.ts'

/** How a seller is paid. */
export const payoutMethodDim = table('payout_method_dim', {
  payout_method_key: key(),
  payout_method_code: natural(varchar(20)),
  name: varchar(50),
  days_to_arrive: nullable(integer()),
  ...audit(),
})
