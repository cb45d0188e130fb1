import { creditRedemptionFact } from '../creates/credit-redemption-fact.ts'
import { creditCampaign, date, user } from '../dimensions/index.ts'
import { fact } from '../loader/index.ts'
import { creditRedemptions } from '../sources/credit-redemption.ts'

export const creditRedemption = fact({
  name: 'credit_redemption',
  table: creditRedemptionFact,
  source: creditRedemptions,
  lookups: {
    date_key: { dimension: date, on: { full_date: 'redeemed_on' } },
    local_date_key: { dimension: date, on: { full_date: 'local_redeemed_on' } },
    user_key: { dimension: user, on: { user_id: 'user_id' }, asOf: 'redeemed_at' },
    credit_campaign_key: { dimension: creditCampaign, on: { credit_campaign_id: 'credit_campaign_id' } },
  },
})
