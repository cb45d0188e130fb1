import { integer, source, sql, timestamp } from '../../../loader/index.ts'

source({
  from: 'marketplace',
  columns: { order_id: integer(), sold_at: timestamp() },
  sql: sql`SELECT * FROM orders_order`,
  // refused: Property 'sold_on' does not exist
  derive: (row) => ({ day: row.sold_on }),
})
