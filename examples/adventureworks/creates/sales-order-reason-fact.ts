import { audit, degenerate, integer, reference, table } from '../../../loader/index.ts'
import { customerDim } from './customer-dim.ts'
import { dateDim } from './date-dim.ts'
import { salesReasonDim } from './sales-reason-dim.ts'
import { territoryDim } from './territory-dim.ts'

/** One reason of one order: a factless fact, whose rows are counted. */
export const salesOrderReasonFact = table(
  'sales_order_reason_fact',
  {
    order_date_key: reference(dateDim),
    sales_reason_key: reference(salesReasonDim),
    customer_key: reference(customerDim),
    territory_key: reference(territoryDim),
    order_id: degenerate(integer()),
    ...audit(),
  },
  { grain: ['order_id', 'sales_reason_key'], indexes: [['sales_reason_key']] },
)
