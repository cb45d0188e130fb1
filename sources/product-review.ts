import { date, integer, nullable, source, sql, timestamp, varchar } from '../loader/index.ts'
import { localDay } from './local-day.ts'

/** Reviews with the seller and course of the product; the words stay in the source, their number of characters is kept. */
export const productReviews = source({
  from: 'marketplace',
  columns: {
    review_id: integer(),
    product_id: integer(),
    course_id: nullable(integer()),
    reviewer_id: nullable(integer()),
    seller_id: nullable(integer()),
    reviewed_at: timestamp(),
    reviewed_on: date(),
    rating: nullable(integer()),
    body: nullable(varchar(500)),
  },
  sql: sql`
    SELECT r.id AS review_id, r.product_id, p.course_id, r.reviewer_id, p.seller_id, r.reviewed_at,
           CAST(GREATEST(r.reviewed_at, TIMESTAMP '2012-01-01 00:00:00') AS DATE) AS reviewed_on, r.rating, r.body
    FROM reviews_review r
    LEFT JOIN products_product p ON p.id = r.product_id
    ORDER BY r.id`,
  derive: (row) => ({ local_reviewed_on: localDay(row.reviewed_at), comment_length: [...(row.body ?? '')].length }),
})
