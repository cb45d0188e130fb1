import { date, feeding, source } from '../../../loader/index.ts'
import { salesQuotaFact } from '../creates/sales-quota-fact.ts'
import { type Origin, over } from './origin.ts'

/** What a sales person was to sell from a day on, until the next quota. */
export const salesQuotas = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: { ...feeding(salesQuotaFact), set_on: date() },
    sql: over(origin, 'salespersonquotahistory')`
      SELECT businessentityid AS sales_person_id, CAST(quotadate AS DATE) AS set_on, salesquota AS quota
      FROM salespersonquotahistory`,
  })
