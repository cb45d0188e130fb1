import { degenerate, fact, integer, measure, rebuild, source, table } from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const saleFact = table(
  'sale_fact',
  { sale_id: degenerate(integer()), quantity: measure(integer()) },
  { grain: ['sale_id'] },
)
const sale = fact({
  name: 'sale',
  table: saleFact,
  source: source({ from: 'shop', columns: { sale_id: integer(), quantity: integer() }, sql: drawn }),
  refresh: rebuild({ maxShrink: 0.5 }),
})

export const units = [sale]
