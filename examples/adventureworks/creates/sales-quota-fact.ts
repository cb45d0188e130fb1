import { audit, decimal, degenerate, integer, measure, reference, table } from '../../../loader/index.ts'
import { dateDim } from './date-dim.ts'
import { salesPersonDim } from './sales-person-dim.ts'

/** One quota of one sales person. The version of the person may change by a late row, so the grain names the person by number. */
export const salesQuotaFact = table(
  'sales_quota_fact',
  {
    quota_date_key: reference(dateDim),
    sales_person_key: reference(salesPersonDim),
    sales_person_id: degenerate(integer()),
    quota: measure(decimal(18, 4)),
    ...audit(),
  },
  { grain: ['sales_person_id', 'quota_date_key'], indexes: [['quota_date_key']] },
)
