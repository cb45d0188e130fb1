import { creditCampaignDim } from '../creates/credit-campaign-dim.ts'
import { dimension } from '../loader/index.ts'
import { creditCampaigns } from '../sources/credit-campaign.ts'

export const creditCampaign = dimension({
  name: 'credit_campaign',
  table: creditCampaignDim,
  source: creditCampaigns,
  attributes: { name: 'type1', credit_amount: 'type0', starts_on: 'type1', ends_on: 'type1' },
})
