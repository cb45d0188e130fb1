import { payoutMethodDim } from '../creates/payout-method-dim.ts'
import { feeding, source, sql } from '../loader/index.ts'

export const payoutMethods = source({
  from: 'marketplace',
  columns: feeding(payoutMethodDim),
  sql: sql`SELECT m.code AS payout_method_code, m.name, m.days_to_arrive FROM payouts_method m`,
})
