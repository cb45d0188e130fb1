import {
  degenerate,
  dimension,
  fact,
  incremental,
  integer,
  key,
  natural,
  period,
  reference,
  source,
  sql,
  table,
  varchar,
} from '../../../loader/index.ts'

const storeDim = table('store_dim', { store_key: key(), store_id: natural(integer()), name: varchar(40) })
const store = dimension({
  name: 'store',
  table: storeDim,
  source: source({
    from: 'shop',
    columns: { store_id: integer(), name: varchar(40) },
    sql: sql`SELECT s.store_id, s.name FROM store s`,
  }),
  attributes: { name: 'type1' },
})
const saleFact = table(
  'sale_fact',
  { store_key: reference(storeDim), sale_id: degenerate(integer()) },
  { grain: ['sale_id'] },
)
const sale = fact({
  name: 'sale',
  table: saleFact,
  source: source({
    from: 'shop',
    columns: { sale_id: integer(), store_id: integer(), row_version: integer() },
    sql: sql`
      SELECT s.sale_id, s.store_id, s.row_version FROM sale s
      WHERE s.row_version >= ${period.from} AND s.row_version < ${period.to}`,
  }),
  refresh: incremental({ by: 'row_version' }),
  lookups: { store_key: { dimension: store, on: { store_id: 'store_id' } } },
})

export const units = [store, sale]
