import { fact } from '../../../loader/index.ts'
import { salesQuotaFact } from '../creates/sales-quota-fact.ts'
import type { Dimensions } from '../dimensions/index.ts'
import type { Origin } from '../sources/origin.ts'
import { salesQuotas } from '../sources/sales-quota.ts'

export const salesQuota = (origin: Origin, within: Dimensions) =>
  fact({
    name: 'sales_quota',
    table: salesQuotaFact,
    source: salesQuotas(origin),
    lookups: {
      quota_date_key: { dimension: within.date, on: { full_date: 'set_on' }, missing: 'reject' },
      sales_person_key: { dimension: within.sales_person, on: { sales_person_id: 'sales_person_id' }, asOf: 'set_on' },
    },
  })
