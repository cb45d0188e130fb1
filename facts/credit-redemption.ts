import { creditRedemptionFact } from '../creates/credit-redemption-fact.ts'
import { creditCampaign, date, user } from '../dimensions/index.ts'
import { append, fact } from '../loader/index.ts'
import { creditRedemptions } from '../sources/credit-redemption.ts'

export const creditRedemption = fact({
  name: 'credit_redemption',
  table: creditRedemptionFact,
  source: creditRedemptions,
  refresh: append({ by: 'redemption_id' }),
  lookups: {
    date_key: { dimension: date, on: { full_date: 'redeemed_on' } },
    local_date_key: { dimension: date, on: { full_date: 'local_redeemed_on' } },
    // By an invitation a code is redeemed before the account's row is there.
    user_key: { dimension: user, on: { user_id: 'user_id' }, asOf: 'redeemed_at', missing: 'infer' },
    credit_campaign_key: { dimension: creditCampaign, on: { credit_campaign_id: 'credit_campaign_id' } },
  },
})
