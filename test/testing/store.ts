import {
  audit,
  date,
  dateDimension,
  dateTable,
  degenerate,
  dimension,
  fact,
  history,
  integer,
  key,
  measure,
  natural,
  nullable,
  reference,
  source,
  sql,
  table,
  timestamp,
  varchar,
} from '../../loader/index.ts'

const storeDim = table('store_dim', {
  store_key: key(),
  store_id: natural(integer()),
  name: varchar(75),
  city: nullable(varchar(128)),
  ...history(),
  ...audit(),
})
export const store = dimension({
  name: 'store',
  table: storeDim,
  source: source({
    from: 'shop',
    columns: { store_id: integer(), name: varchar(75), city: nullable(varchar(128)), changed_at: timestamp() },
    sql: sql`SELECT nothing that is ever asked for`,
  }),
  attributes: { name: 'type2', city: 'type1' },
  effectiveFrom: 'changed_at',
})
const dateDim = dateTable('date_dim')
export const days = dateDimension({ name: 'day', table: dateDim, from: '2024-01-01', to: '2024-01-31' })
const visitFact = table(
  'visit_fact',
  {
    date_key: reference(dateDim),
    store_key: reference(storeDim),
    visit_id: degenerate(integer()),
    minutes: measure(integer()),
    ...audit(),
  },
  { grain: ['visit_id'] },
)
export const visit = fact({
  name: 'visit',
  table: visitFact,
  source: source({
    from: 'shop',
    columns: {
      visit_id: integer(),
      store_id: nullable(integer()),
      visited_on: date(),
      visited_at: timestamp(),
      duration: integer(),
    },
    sql: sql`SELECT nothing that is ever asked for`,
  }),
  from: { minutes: 'duration' },
  lookups: {
    date_key: { dimension: days, on: { full_date: 'visited_on' } },
    store_key: { dimension: store, on: { store_id: 'store_id' }, asOf: 'visited_at' },
  },
})

export const twoStores = `
  source store
  | store_id | name  | city | changed_at |
  | 1        | North | Troy | 2024-01-01 |
  | 2        | South | NULL | 2024-01-05 12:00 |

  load store at 2024-01-10
`
