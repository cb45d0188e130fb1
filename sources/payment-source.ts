import { paymentSourceDim } from '../creates/payment-source-dim.ts'
import { feeding, source, sql } from '../loader/index.ts'

export const paymentSources = source({
  from: 'marketplace',
  columns: feeding(paymentSourceDim),
  sql: sql`SELECT s.code AS payment_source_code, s.name, s.processor FROM payments_source s`,
})
