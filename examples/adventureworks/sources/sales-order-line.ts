import { date, feeding, integer, nullable, source, timestamp } from '../../../loader/index.ts'
import { salesOrderLineFact } from '../creates/sales-order-line-fact.ts'
import { type Origin, over } from './origin.ts'

/** Every order line with its order; those without one have no order date and are turned away by the product lookup. */
export const salesOrderLines = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: {
      ...feeding(salesOrderLineFact),
      ordered_at: nullable(timestamp()),
      ordered_on: nullable(date()),
      due_on: nullable(date()),
      shipped_on: nullable(date()),
      product_id: integer(),
      customer_id: nullable(integer()),
      bill_to_address_id: nullable(integer()),
      ship_to_address_id: nullable(integer()),
      credit_card_id: nullable(integer()),
      sales_person_id: nullable(integer()),
      territory_id: nullable(integer()),
    },
    sql: over(origin, 'salesorderdetail', 'salesorderheader')`
      SELECT d.salesorderid AS order_id, d.salesorderdetailid AS line_id, d.productid AS product_id,
             h.orderdate AS ordered_at, CAST(h.orderdate AS DATE) AS ordered_on, CAST(h.duedate AS DATE) AS due_on,
             CAST(h.shipdate AS DATE) AS shipped_on, h.customerid AS customer_id,
             h.billtoaddressid AS bill_to_address_id, h.shiptoaddressid AS ship_to_address_id,
             h.creditcardid AS credit_card_id, h.salespersonid AS sales_person_id, h.territoryid AS territory_id,
             d.orderqty AS order_quantity, d.unitprice AS unit_price, d.unitpricediscount AS discount_rate,
             CAST(d.unitprice AS DECIMAL(18, 4)) * CAST(d.orderqty AS DECIMAL(10, 0)) AS revenue
      FROM salesorderdetail d
      LEFT JOIN salesorderheader h ON h.salesorderid = d.salesorderid`,
  })
