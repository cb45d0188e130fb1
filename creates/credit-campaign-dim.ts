import { audit, date, decimal, integer, key, natural, nullable, table, varchar } from '../loader/index.ts'

/** Store credit given away for a purpose, as it is planned now. */
export const creditCampaignDim = table('credit_campaign_dim', {
  credit_campaign_key: key(),
  credit_campaign_id: natural(integer()),
  name: varchar(80),
  credit_amount: decimal(10, 2),
  starts_on: date(),
  ends_on: nullable(date()),
  ...audit(),
})
