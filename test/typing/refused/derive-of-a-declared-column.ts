import { integer, source, sql, timestamp } from '../../../loader/index.ts'

source({
  from: 'marketplace',
  columns: { order_id: integer(), sold_at: timestamp() },
  sql: sql`SELECT * FROM orders_order`,
  // refused, further down: order_id is a declared column already, and derive adds columns
  derive: (row) => ({ order_id: row.order_id + 1 }),
})
