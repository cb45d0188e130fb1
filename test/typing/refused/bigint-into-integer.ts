import { bigint, dimension, integer, source, sql, varchar } from '../../../loader/index.ts'
import { schoolDim } from '../star.ts'

const schools = source({
  from: 'marketplace',
  columns: { school_id: integer(), name: varchar(75), city: varchar(128), enrollment: bigint() },
  sql: sql`SELECT * FROM schools_school`,
})

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  // refused: source column enrollment is bigint, and enrollment, integer, does not take that
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
})
