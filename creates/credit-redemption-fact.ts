import {
  audit,
  decimal,
  degenerate,
  integer,
  masked,
  measure,
  nullable,
  reference,
  table,
  timestamp,
  varchar,
} from '../loader/index.ts'
import { creditCampaignDim } from './credit-campaign-dim.ts'
import { dateDim } from './date-dim.ts'
import { userDim } from './user-dim.ts'

/** One code of a credit campaign turned into credit. */
export const creditRedemptionFact = table(
  'credit_redemption_fact',
  {
    date_key: reference(dateDim),
    local_date_key: reference(dateDim),
    user_key: reference(userDim),
    credit_campaign_key: reference(creditCampaignDim),
    redemption_id: degenerate(integer()),
    // Who reads it can spend it: hidden where a rejected row is kept.
    code: degenerate(masked(nullable(varchar(20)))),
    redeemed_at: degenerate(timestamp()),
    credit_amount: measure(decimal(10, 2)),
    ...audit(),
  },
  { grain: ['redemption_id'], indexes: [['date_key'], ['credit_campaign_key']] },
)
