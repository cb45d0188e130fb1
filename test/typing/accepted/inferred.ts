import {
  degenerate,
  dimension,
  fact,
  history,
  inferred,
  integer,
  key,
  natural,
  reference,
  source,
  sql,
  table,
  timestamp,
  varchar,
} from '../../../loader/index.ts'

const personDim = table('person_dim', {
  person_key: key(),
  person_id: natural(integer()),
  name: varchar(20),
  ...history(),
  ...inferred(),
})
const visitFact = table(
  'visit_fact',
  { person_key: reference(personDim), visit_id: degenerate(integer()) },
  { grain: ['visit_id'] },
)

export const person = dimension({
  name: 'person',
  table: personDim,
  source: source({
    from: 'shop',
    columns: { person_id: integer(), name: varchar(20) },
    sql: sql`SELECT person_id, name FROM persons`,
  }),
  attributes: { name: 'type2' },
  deletes: 'close',
  maxDeleteShare: 0.1,
})

export const visit = fact({
  name: 'visit',
  table: visitFact,
  source: source({
    from: 'shop',
    columns: { visit_id: integer(), person_id: integer(), visited_at: timestamp() },
    sql: sql`SELECT visit_id, person_id, visited_at FROM visits`,
  }),
  lookups: {
    person_key: { dimension: person, on: { person_id: 'person_id' }, asOf: 'visited_at', missing: 'infer' },
  },
})
