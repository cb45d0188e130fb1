import { dimension, integer, source, sql, varchar } from '../../../loader/index.ts'
import { schoolDim } from '../star.ts'

const schools = source({
  from: 'marketplace',
  columns: { id: integer(), name: varchar(75), city: varchar(128), enrollment: integer() },
  sql: sql`SELECT * FROM schools_school`,
})

dimension({
  name: 'school',
  table: schoolDim,
  // refused: no source column fills school_id: name one in from, as { school_id: '…' }
  source: schools,
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
})
