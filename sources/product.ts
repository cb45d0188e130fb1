import { decimal, integer, nullable, source, sql, timestamp, varchar } from '../loader/index.ts'

export const products = source({
  from: 'marketplace',
  columns: {
    product_id: integer(),
    title: varchar(200),
    category: varchar(40),
    subject: nullable(varchar(60)),
    list_price: decimal(10, 2),
    updated_at: timestamp(),
  },
  sql: sql`
    SELECT p.id AS product_id, p.title, p.category, p.subject, p.list_price, p.updated_at
    FROM products_product p`,
})
