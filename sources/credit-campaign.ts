import { creditCampaignDim } from '../creates/credit-campaign-dim.ts'
import { feeding, source, sql } from '../loader/index.ts'

export const creditCampaigns = source({
  from: 'marketplace',
  columns: feeding(creditCampaignDim),
  sql: sql`
    SELECT c.id AS credit_campaign_id, c.name, c.credit_amount, c.starts_on, c.ends_on
    FROM credits_campaign c`,
})
