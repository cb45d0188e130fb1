import { dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  // refused: the source has no column schol_id
  from: { school_id: 'schol_id' },
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
})
