import { dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  // refused: 'overwrite' does not exist
  attributes: { name: { from: 'name', change: 'type2', overwrite: 'latest' }, city: 'type1', enrollment: 'type1' },
})
