import { integer, source, sql, timestamp } from '../../../loader/index.ts'

source({
  from: 'marketplace',
  columns: { order_id: integer(), sold_at: timestamp() },
  sql: sql`SELECT * FROM orders_order`,
  // refused, further down: derive gives text, numbers, booleans and NULL; day may be something else
  derive: (row) => ({ day: new Date(row.sold_at) }),
})
