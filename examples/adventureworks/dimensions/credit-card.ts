import { dimension } from '../../../loader/index.ts'
import { creditCardDim } from '../creates/credit-card-dim.ts'
import { creditCards } from '../sources/credit-card.ts'
import type { Origin } from '../sources/origin.ts'

export const creditCard = (origin: Origin) =>
  dimension({
    name: 'credit_card',
    table: creditCardDim,
    source: creditCards(origin),
    attributes: { card_type: 'type1', expires_year: 'type1', expires_month: 'type1' },
  })
