import { dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  // refused: Property 'enrollment' is missing
  attributes: { name: 'type2', city: 'type1' },
})
