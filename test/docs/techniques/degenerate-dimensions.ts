import { degenerate, fact, integer, measure, nullable, source, table, varchar } from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const saleFact = table(
  'sale_fact',
  {
    order_id: degenerate(integer()),
    line_no: degenerate(integer()),
    coupon: degenerate(nullable(varchar(20))),
    quantity: measure(integer()),
  },
  { grain: ['order_id', 'line_no'] },
)
const sale = fact({
  name: 'sale',
  table: saleFact,
  source: source({
    from: 'shop',
    columns: { order_id: integer(), line_no: integer(), coupon: nullable(varchar(20)), quantity: integer() },
    sql: drawn,
  }),
})

export const units = [sale]
