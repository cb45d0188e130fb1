import { dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  // refused: Type '"founded_on"' is not assignable to type '"city" | "name"'
  attributes: { name: 'type2', city: { from: 'founded_on', change: 'type1' }, enrollment: 'type1' },
})
