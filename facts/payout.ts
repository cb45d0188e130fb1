import { payoutFact } from '../creates/payout-fact.ts'
import { date, payoutMethod, user } from '../dimensions/index.ts'
import { fact, incremental } from '../loader/index.ts'
import { payouts } from '../sources/payout.ts'

export const payout = fact({
  name: 'payout',
  table: payoutFact,
  source: payouts,
  refresh: incremental({ by: 'row_version' }),
  lookups: {
    date_key: { dimension: date, on: { full_date: 'paid_on' } },
    local_date_key: { dimension: date, on: { full_date: 'local_paid_on' } },
    seller_key: { dimension: user, on: { user_id: 'seller_id' }, asOf: 'paid_at' },
    payout_method_key: { dimension: payoutMethod, on: { payout_method_code: 'payout_method_code' } },
  },
})
