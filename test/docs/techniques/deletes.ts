import {
  dimension,
  history,
  integer,
  key,
  natural,
  nullable,
  source,
  table,
  timestamp,
  varchar,
} from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const storeDim = table('store_dim', {
  store_key: key(),
  store_id: natural(integer()),
  name: varchar(40),
  city: nullable(varchar(40)),
  seats: nullable(integer()),
  ...history(),
})
const store = dimension({
  name: 'store',
  table: storeDim,
  source: source({
    from: 'shop',
    columns: {
      store_id: integer(),
      name: varchar(40),
      city: nullable(varchar(40)),
      seats: nullable(integer()),
      changed_at: timestamp(),
    },
    sql: drawn,
  }),
  attributes: { name: 'type2', city: 'type1', seats: 'type1' },
  effectiveFrom: 'changed_at',
  deletes: 'close',
  maxDeleteShare: 0.5,
})

export const units = [store]
