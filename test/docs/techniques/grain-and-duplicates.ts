import { degenerate, fact, integer, measure, source, table } from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const columns = { order_id: integer(), line_no: integer(), quantity: integer(), entry_no: integer() }
const saleFact = table(
  'sale_fact',
  {
    order_id: degenerate(integer()),
    line_no: degenerate(integer()),
    quantity: measure(integer()),
  },
  { grain: ['order_id', 'line_no'] },
)
const sale = fact({
  name: 'sale',
  table: saleFact,
  source: source({ from: 'shop', columns, sql: drawn }),
  order: ['entry_no'],
})

export const units = [sale]
