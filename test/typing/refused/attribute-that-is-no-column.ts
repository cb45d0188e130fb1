import { dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  // refused: 'nickname' does not exist in type
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1', nickname: 'type1' },
})
