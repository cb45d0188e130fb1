import { dimension, key, natural, source, table, varchar } from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const storeDim = table('store_dim', {
  store_key: key(),
  store_code: natural(varchar(10)),
  name: varchar(40),
})
const store = dimension({
  name: 'store',
  table: storeDim,
  source: source({ from: 'shop', columns: { store_code: varchar(10), name: varchar(40) }, sql: drawn }),
  attributes: { name: 'type1' },
})

export const units = [store]
