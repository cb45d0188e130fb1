import { dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  // refused: Did you mean '"type2"'?
  attributes: { name: 'tpye2', city: 'type1', enrollment: 'type1' },
})
