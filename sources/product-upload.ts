import { date, integer, nullable, source, sql, timestamp } from '../loader/index.ts'
import { localDay } from './local-day.ts'

export const productUploads = source({
  from: 'marketplace',
  columns: {
    product_id: integer(),
    course_id: nullable(integer()),
    school_id: nullable(integer()),
    seller_id: nullable(integer()),
    uploaded_at: timestamp(),
    uploaded_on: date(),
    page_count: nullable(integer()),
  },
  sql: sql`
    SELECT p.id AS product_id, p.course_id, p.school_id, p.seller_id, p.created_at AS uploaded_at,
           CAST(GREATEST(p.created_at, TIMESTAMP '2012-01-01 00:00:00') AS DATE) AS uploaded_on, p.page_count
    FROM products_product p
    ORDER BY p.id`,
  derive: (row) => ({ local_uploaded_on: localDay(row.uploaded_at) }),
})
