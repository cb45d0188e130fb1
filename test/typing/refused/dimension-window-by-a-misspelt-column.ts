import { dimension, incremental } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
  // refused: the source has no column updated to read by
  read: incremental({ by: 'updated' }),
})
