import { audit, decimal, degenerate, integer, measure, reference, table, timestamp } from '../loader/index.ts'
import { dateDim } from './date-dim.ts'
import { payoutMethodDim } from './payout-method-dim.ts'
import { userDim } from './user-dim.ts'

/** One payment to a seller. */
export const payoutFact = table(
  'payout_fact',
  {
    date_key: reference(dateDim),
    local_date_key: reference(dateDim),
    seller_key: reference(userDim),
    payout_method_key: reference(payoutMethodDim),
    payout_id: degenerate(integer()),
    paid_at: degenerate(timestamp()),
    gross_amount: measure(decimal(12, 2)),
    fee_amount: measure(decimal(12, 2)),
    net_amount: measure(decimal(12, 2)),
    ...audit(),
  },
  { grain: ['payout_id'], indexes: [['date_key'], ['seller_key']] },
)
