import { dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  // refused: school_no is no column that the source fills by name
  from: { school_no: 'school_id' },
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
})
