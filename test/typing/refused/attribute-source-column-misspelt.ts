import { dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  // refused: Type '"nmae"' is not assignable to type '"name"'
  attributes: { name: { from: 'nmae', change: 'type2' }, city: 'type1', enrollment: 'type1' },
})
