import {
  dimension,
  history,
  incremental,
  integer,
  key,
  natural,
  period,
  source,
  sql,
  table,
  timestamp,
  varchar,
} from '../../../loader/index.ts'

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
    columns: { store_id: integer(), name: varchar(40), changed_at: timestamp(), row_version: integer() },
    sql: sql`
      SELECT s.store_id, s.name, s.changed_at, s.row_version FROM store s
      WHERE s.row_version >= ${period.from} AND s.row_version < ${period.to}`,
  }),
  attributes: { name: 'type2' },
  effectiveFrom: 'changed_at',
  read: incremental({ by: 'row_version', lookback: 10 }),
})

export const units = [store]
