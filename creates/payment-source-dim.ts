import { audit, folded, key, natural, nullable, table, trimmed, varchar } from '../loader/index.ts'

/** How an order was paid; the shop's versions wrote the code each in their way, so it is compared folded and trimmed. */
export const paymentSourceDim = table('payment_source_dim', {
  payment_source_key: key(),
  payment_source_code: natural(folded(trimmed(varchar(20)))),
  name: varchar(50),
  processor: nullable(varchar(50)),
  ...audit(),
})
