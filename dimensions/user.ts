import { userDim } from '../creates/user-dim.ts'
import { dimension } from '../loader/index.ts'
import { users } from '../sources/user.ts'

export const user = dimension({
  name: 'user',
  table: userDim,
  source: users,
  attributes: {
    username: 'type1',
    role: 'type2',
    is_active: 'type2',
    city: 'type1',
    graduation_year: 'type1',
    joined_on: 'type0',
  },
  effectiveFrom: 'updated_at',
  // An account that was closed is no row of the source any more.
  deletes: 'close',
})
