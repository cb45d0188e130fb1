import { audit, integer, key, natural, table, varchar } from '../../../loader/index.ts'

/** Where an order was taken. */
export const territoryDim = table('territory_dim', {
  territory_key: key(),
  territory_id: natural(integer()),
  name: varchar(50),
  country: varchar(50),
  territory_group: varchar(50),
  ...audit(),
})
