import { dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
  // refused: 'cascade' does not exist
  cascade: true,
})
