import {
  audit,
  boolean,
  date,
  history,
  inferred,
  integer,
  key,
  natural,
  nullable,
  table,
  varchar,
} from '../loader/index.ts'

/**
 * A person of the marketplace, as buyer, seller or uploader; a new version when role or activity changes. `is_inferred`: a fact named the id before
 * the account's row came.
 */
export const userDim = table('user_dim', {
  user_key: key(),
  user_id: natural(integer()),
  username: varchar(150),
  role: varchar(20),
  is_active: boolean(),
  city: nullable(varchar(128)),
  graduation_year: nullable(integer()),
  joined_on: date(),
  ...history(),
  ...inferred(),
  ...audit(),
})
