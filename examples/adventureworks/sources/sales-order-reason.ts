import { date, feeding, integer, nullable, source } from '../../../loader/index.ts'
import { salesOrderReasonFact } from '../creates/sales-order-reason-fact.ts'
import { type Origin, over } from './origin.ts'

/** Each reason of each order. 46 name orders that the sample does not have: date, customer and territory are then none. */
export const salesOrderReasons = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: {
      ...feeding(salesOrderReasonFact),
      sales_reason_id: integer(),
      ordered_on: nullable(date()),
      customer_id: nullable(integer()),
      territory_id: nullable(integer()),
    },
    sql: over(origin, 'salesorderheadersalesreason', 'salesorderheader')`
      SELECT r.salesorderid AS order_id, r.salesreasonid AS sales_reason_id, CAST(h.orderdate AS DATE) AS ordered_on,
             h.customerid AS customer_id, h.territoryid AS territory_id
      FROM salesorderheadersalesreason r
      LEFT JOIN salesorderheader h ON h.salesorderid = r.salesorderid`,
  })
