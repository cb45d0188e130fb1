import { append, dimension } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
  // refused: append() is for facts: a dimension is read by incremental({ by }), or in full
  read: append({ by: 'updated_at' }),
})
