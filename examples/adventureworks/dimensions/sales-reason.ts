import { dimension } from '../../../loader/index.ts'
import { salesReasonDim } from '../creates/sales-reason-dim.ts'
import type { Origin } from '../sources/origin.ts'
import { salesReasons } from '../sources/sales-reason.ts'

export const salesReason = (origin: Origin) =>
  dimension({
    name: 'sales_reason',
    table: salesReasonDim,
    source: salesReasons(origin),
    attributes: { name: 'type1', reason_type: 'type1' },
  })
