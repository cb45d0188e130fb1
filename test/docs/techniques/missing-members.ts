import {
  degenerate,
  dimension,
  fact,
  integer,
  key,
  natural,
  nullable,
  reference,
  source,
  table,
  varchar,
} from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const storeDim = table('store_dim', { store_key: key(), store_id: natural(integer()), name: varchar(40) })
const store = dimension({
  name: 'store',
  table: storeDim,
  source: source({ from: 'shop', columns: { store_id: integer(), name: varchar(40) }, sql: drawn }),
  attributes: { name: 'type1' },
})
const columns = { sale_id: integer(), store_id: integer(), seller_id: nullable(integer()) }
const saleFact = table(
  'sale_fact',
  {
    store_key: reference(storeDim),
    seller_key: reference(storeDim),
    sale_id: degenerate(integer()),
  },
  { grain: ['sale_id'] },
)
const sale = fact({
  name: 'sale',
  table: saleFact,
  source: source({ from: 'shop', columns, sql: drawn }),
  lookups: {
    store_key: { dimension: store, on: { store_id: 'store_id' }, missing: 'reject' },
    seller_key: { dimension: store, on: { store_id: 'seller_id' } },
  },
})
const auditedFact = table(
  'audited_fact',
  { store_key: reference(storeDim), sale_id: degenerate(integer()) },
  { grain: ['sale_id'] },
)
const audited = fact({
  name: 'audited',
  table: auditedFact,
  source: source({ from: 'shop', columns, sql: drawn }),
  lookups: {
    store_key: { dimension: store, on: { store_id: 'store_id' }, missing: 'fail' },
  },
})

export const units = [store, sale, audited]
