import { append, degenerate, fact, integer, measure, period, source, sql, table } from '../../../loader/index.ts'

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
    columns: { visit_id: integer(), minutes: integer(), entry_no: integer() },
    sql: sql`
      SELECT v.visit_id, v.minutes, v.entry_no FROM visit v
      WHERE v.entry_no >= ${period.from} AND v.entry_no < ${period.to}`,
  }),
  refresh: append({ by: 'entry_no' }),
  rejects: { warn: 0.5, fail: 0.5 },
})

export const units = [visit]
