import { audit, integer, key, natural, nullable, table, trimmed, varchar } from '../../../loader/index.ts'

/** A place to bill or ship to. The source fills state codes up to three characters with blanks. */
export const addressDim = table('address_dim', {
  address_key: key(),
  address_id: natural(integer()),
  line_1: varchar(60),
  line_2: nullable(varchar(60)),
  postal_code: varchar(15),
  city: varchar(30),
  state_code: trimmed(varchar(3)),
  state: varchar(50),
  country: varchar(50),
  ...audit(),
})
