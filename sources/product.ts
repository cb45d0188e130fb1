import { decimal, integer, nullable, source, sql, timestamp, varchar } from '../loader/index.ts'

/** A product with the names of what it belongs to. */
export const products = source({
  from: 'marketplace',
  columns: {
    product_id: integer(),
    title: varchar(200),
    category: varchar(40),
    subject: nullable(varchar(60)),
    brand: nullable(varchar(60)),
    list_price: decimal(10, 2),
    updated_at: timestamp(),
  },
  sql: sql`
    SELECT p.id AS product_id, p.title, k.name AS category, s.name AS subject, b.name AS brand, p.list_price, p.updated_at
    FROM products_product p
    JOIN products_class k ON k.id = p.class_id
    LEFT JOIN products_brand b ON b.id = p.brand_id
    LEFT JOIN schools_course c ON c.id = p.course_id
    LEFT JOIN schools_subject s ON s.id = c.subject_id`,
})
