import {
  date,
  dateDimension,
  dateTable,
  degenerate,
  fact,
  integer,
  nullable,
  reference,
  source,
  table,
} from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const dateDim = dateTable('date_dim')
const day = dateDimension({ name: 'date', table: dateDim, from: '2024-01-01', to: '2024-12-31' })
const orderFact = table(
  'order_fact',
  {
    ordered_key: reference(dateDim),
    shipped_key: reference(dateDim),
    order_id: degenerate(integer()),
  },
  { grain: ['order_id'] },
)
const order = fact({
  name: 'order',
  table: orderFact,
  source: source({
    from: 'shop',
    columns: { order_id: integer(), ordered_on: date(), shipped_on: nullable(date()) },
    sql: drawn,
  }),
  lookups: {
    ordered_key: { dimension: day, on: { full_date: 'ordered_on' } },
    shipped_key: { dimension: day, on: { full_date: 'shipped_on' } },
  },
})

export const units = [day, order]
