import { date, decimal, integer, nullable, source, sql, timestamp, varchar } from '../loader/index.ts'
import { localDay } from './local-day.ts'

/**
 * Order lines with their order, the payment that went through, and, where the product is known, its seller, course and school.
 * `affiliate_id` is text in the source, as it stood in a link: what is no number finds the member Error.
 */
export const productSales = source({
  from: 'marketplace',
  columns: {
    order_id: integer(),
    line_no: integer(),
    product_id: nullable(integer()),
    course_id: nullable(integer()),
    school_id: nullable(integer()),
    buyer_id: nullable(integer()),
    seller_id: nullable(integer()),
    payment_source_code: nullable(varchar(20)),
    site_id: integer(),
    affiliate_id: nullable(integer()),
    sold_at: timestamp(),
    sold_on: date(),
    quantity: integer(),
    discount_amount: decimal(12, 2),
    amount: decimal(12, 2),
  },
  sql: sql`
    SELECT l.order_id, l.line_no, l.product_id, p.course_id, p.school_id, o.buyer_id, p.seller_id,
           y.source_code AS payment_source_code, o.site_id, o.affiliate_ref AS affiliate_id, o.ordered_at AS sold_at,
           CAST(GREATEST(o.ordered_at, TIMESTAMP '2012-01-01 00:00:00') AS DATE) AS sold_on,
           l.quantity, l.discount AS discount_amount, l.quantity * l.unit_price - l.discount AS amount
    FROM orders_orderline l
    JOIN orders_order o ON o.id = l.order_id
    LEFT JOIN payments_payment y ON y.order_id = o.id AND y.status = 'captured'
    LEFT JOIN products_product p ON p.id = l.product_id
    ORDER BY l.order_id, l.line_no`,
  derive: (row) => ({ local_sold_on: localDay(row.sold_at) }),
})
