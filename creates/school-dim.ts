import { audit, history, integer, key, natural, nullable, table, varchar } from '../loader/index.ts'

/** A school, in each of the names it has had. */
export const schoolDim = table('school_dim', {
  school_key: key(),
  school_id: natural(integer()),
  name: varchar(75),
  city: nullable(varchar(128)),
  state: nullable(varchar(2)),
  enrollment: nullable(integer()),
  ...history(),
  ...audit(),
})
