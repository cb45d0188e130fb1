import { date, decimal, integer, nullable, source, sql, timestamp } from '../../../loader/index.ts'
import type { Origin } from './origin.ts'

/** Every order line; those without a header have no order date and are turned away by the product lookup. */
export const salesOrderLines = (origin: Origin) =>
  source({
    from: 'adventureworks',
    columns: {
      order_id: integer(),
      line_id: integer(),
      product_id: integer(),
      ordered_at: nullable(timestamp()),
      ordered_on: nullable(date()),
      order_quantity: integer(),
      unit_price: decimal(18, 4),
      revenue: decimal(18, 4),
    },
    sql:
      origin === 'tables'
        ? sql`
            SELECT d.salesorderid AS order_id, d.salesorderdetailid AS line_id, d.productid AS product_id,
                   h.orderdate AS ordered_at, CAST(h.orderdate AS DATE) AS ordered_on,
                   d.orderqty AS order_quantity, d.unitprice AS unit_price, d.unitprice * d.orderqty AS revenue
            FROM salesorderdetail d
            LEFT JOIN salesorderheader h ON h.salesorderid = d.salesorderid
            ORDER BY d.salesorderid, d.salesorderdetailid`
        : sql`
            SELECT d.salesorderid AS order_id, d.salesorderdetailid AS line_id, d.productid AS product_id,
                   h.orderdate AS ordered_at, CAST(h.orderdate AS DATE) AS ordered_on,
                   d.orderqty AS order_quantity, d.unitprice AS unit_price,
                   CAST(d.unitprice AS DECIMAL(18, 4)) * CAST(d.orderqty AS INTEGER) AS revenue
            FROM read_csv('salesorderdetail.csv', all_varchar = true) d
            LEFT JOIN read_csv('salesorderheader.csv', all_varchar = true) h ON h.salesorderid = d.salesorderid
            ORDER BY CAST(d.salesorderid AS INTEGER), CAST(d.salesorderdetailid AS INTEGER)`,
  })
