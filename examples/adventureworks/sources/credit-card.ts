import { feeding, source } from '../../../loader/index.ts'
import { creditCardDim } from '../creates/credit-card-dim.ts'
import { type Origin, over } from './origin.ts'

/** A card without its number: no question to the warehouse needs it. */
export const creditCards = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: feeding(creditCardDim),
    sql: over(origin, 'creditcard')`
      SELECT creditcardid AS credit_card_id, cardtype AS card_type, expyear AS expires_year, expmonth AS expires_month
      FROM creditcard`,
  })
