import { dimension, incremental } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
  read: incremental({ by: 'updated_at', lookback: '1 hour' }),
  // refused: deletes: 'close' needs read: full, since who is not in a window is not gone
  deletes: 'close',
})
