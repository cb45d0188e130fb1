import { integer, key, natural, table } from '../../../loader/index.ts'

table('school_dim', {
  school_key: key(),
  school_id: natural(integer()),
  // refused: a column cannot be named 2020, JavaScript moves names of digits before the others
  2020: integer(),
})
