import type { Dimensions } from '../dimensions/index.ts'
import type { Origin } from '../sources/origin.ts'
import { salesOrderLine } from './sales-order-line.ts'
import { salesOrderReason } from './sales-order-reason.ts'
import { salesQuota } from './sales-quota.ts'

export const facts = (origin: Origin, within: Dimensions) => ({
  sales_order_line: salesOrderLine(origin, within),
  sales_order_reason: salesOrderReason(origin, within),
  sales_quota: salesQuota(origin, within),
})
