import { dimension, full, incremental } from '../../../loader/index.ts'
import { schoolDim, schools } from '../star.ts'

const parts = {
  name: 'school',
  table: schoolDim,
  source: schools,
  attributes: { name: 'type2', city: 'type1', enrollment: 'type1' },
} as const

export const byTime = dimension({
  ...parts,
  read: incremental({ by: 'updated_at', lookback: '1 hour', settle: '1 minute' }),
  deletes: 'ignore',
})
export const byNumber = dimension({ ...parts, read: incremental({ by: 'school_id', lookback: 100 }) })
export const whole = dimension({ ...parts, read: full, deletes: 'close' })
