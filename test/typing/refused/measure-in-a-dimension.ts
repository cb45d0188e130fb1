import { integer, key, measure, natural, table } from '../../../loader/index.ts'

table('school_dim', {
  school_key: key(),
  school_id: natural(integer()),
  // refused: enrollment is a measure, and a table with a key() is a dimension
  enrollment: measure(integer()),
})
