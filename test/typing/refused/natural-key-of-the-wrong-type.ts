import { dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  // refused: source column name is varchar, and school_id, integer, does not take that
  from: { school_id: 'name' },
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
})
