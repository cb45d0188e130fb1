import { audit, integer, key, natural, table, varchar } from '../../../loader/index.ts'

/** A kind of card and when it expires; its number stays in the source. */
export const creditCardDim = table('credit_card_dim', {
  credit_card_key: key(),
  credit_card_id: natural(integer()),
  card_type: varchar(50),
  expires_year: integer(),
  expires_month: integer(),
  ...audit(),
})
