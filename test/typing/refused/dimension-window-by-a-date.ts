import { dimension, incremental } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
  // refused: founded_on is date: a window goes by a NOT NULL timestamp, integer or bigint
  read: incremental({ by: 'founded_on' }),
})
