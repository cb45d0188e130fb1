import { audit, decimal, history, integer, key, natural, nullable, table, varchar } from '../../../loader/index.ts'

/** A sales person in each territory, by whole days; the time without one says 'Not applicable'. */
export const salesPersonDim = table('sales_person_dim', {
  sales_person_key: key(),
  sales_person_id: natural(integer()),
  first_name: nullable(varchar(50)),
  last_name: nullable(varchar(50)),
  commission_rate: decimal(9, 4),
  territory: varchar(50),
  territory_group: varchar(50),
  ...history('day'),
  ...audit(),
})
