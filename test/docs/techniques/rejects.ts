import { decimal, degenerate, fact, integer, measure, source, table } from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const saleFact = table(
  'sale_fact',
  { sale_id: degenerate(integer()), quantity: measure(integer()), amount: measure(decimal(8, 2)) },
  { grain: ['sale_id'] },
)
const sale = fact({
  name: 'sale',
  table: saleFact,
  source: source({
    from: 'shop',
    columns: { sale_id: integer(), quantity: integer(), amount: decimal(8, 2) },
    sql: drawn,
  }),
  rejects: { warn: 0.1, fail: 0.5 },
})

export const units = [sale]
