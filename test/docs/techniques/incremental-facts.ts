import { degenerate, fact, incremental, integer, measure, period, source, sql, table } from '../../../loader/index.ts'

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

export const units = [sale]
