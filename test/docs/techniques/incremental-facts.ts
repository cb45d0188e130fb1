import {
  append,
  degenerate,
  fact,
  incremental,
  integer,
  measure,
  period,
  source,
  sql,
  table,
} from '../../../loader/index.ts'

const columns = { sale_id: integer(), quantity: integer(), row_version: integer() }
const grain = ['sale_id'] as const
const saleFact = table('sale_fact', { sale_id: degenerate(integer()), quantity: measure(integer()) }, { grain })
const sales = source({
  from: 'shop',
  columns,
  sql: sql`
    SELECT s.sale_id, s.quantity, s.row_version FROM sale s
    WHERE s.row_version >= ${period.from} AND s.row_version < ${period.to}`,
})
const sale = fact({
  name: 'sale',
  table: saleFact,
  source: sales,
  refresh: incremental({ by: 'row_version' }),
})
const visitFact = table(
  'visit_fact',
  { visit_id: degenerate(integer()), minutes: measure(integer()) },
  { grain: ['visit_id'] },
)
const visit = fact({
  name: 'visit',
  table: visitFact,
  source: source({
    from: 'shop',
    columns: { visit_id: integer(), minutes: integer() },
    sql: sql`
      SELECT v.visit_id, v.minutes FROM visit v
      WHERE v.visit_id >= ${period.from} AND v.visit_id < ${period.to}`,
  }),
  refresh: append({ by: 'visit_id' }),
})

export const units = [sale, visit]
