import { dimension, history, integer, key, natural, source, table, timestamp, varchar } from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const storeDim = table('store_dim', {
  store_key: key(),
  store_id: natural(integer()),
  name: varchar(40),
  ...history(),
})
const store = dimension({
  name: 'store',
  table: storeDim,
  source: source({
    from: 'shop',
    columns: { store_id: integer(), name: varchar(40), changed_at: timestamp(), entry_no: integer() },
    sql: drawn,
  }),
  attributes: { name: 'type2' },
  effectiveFrom: 'changed_at',
  order: ['entry_no'],
})

export const units = [store]
