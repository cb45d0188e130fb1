import { fact } from '../../../loader/index.ts'
import { salesOrderReasonFact } from '../creates/sales-order-reason-fact.ts'
import type { Dimensions } from '../dimensions/index.ts'
import type { Origin } from '../sources/origin.ts'
import { salesOrderReasons } from '../sources/sales-order-reason.ts'

export const salesOrderReason = (origin: Origin, within: Dimensions) =>
  fact({
    name: 'sales_order_reason',
    table: salesOrderReasonFact,
    source: salesOrderReasons(origin),
    lookups: {
      order_date_key: { dimension: within.date, on: { full_date: 'ordered_on' } },
      sales_reason_key: {
        dimension: within.sales_reason,
        on: { sales_reason_id: 'sales_reason_id' },
        missing: 'reject',
      },
      customer_key: { dimension: within.customer, on: { customer_id: 'customer_id' } },
      territory_key: { dimension: within.territory, on: { territory_id: 'territory_id' } },
    },
  })
