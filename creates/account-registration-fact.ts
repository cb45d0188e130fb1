import { audit, degenerate, integer, reference, table, timestamp } from '../loader/index.ts'
import { affiliateDim } from './affiliate-dim.ts'
import { dateDim } from './date-dim.ts'
import { schoolDim } from './school-dim.ts'
import { siteDim } from './site-dim.ts'
import { userDim } from './user-dim.ts'

/** One account opened. Factless: that it happened is all there is to count. */
export const accountRegistrationFact = table(
  'account_registration_fact',
  {
    date_key: reference(dateDim),
    local_date_key: reference(dateDim),
    user_key: reference(userDim),
    school_key: reference(schoolDim),
    site_key: reference(siteDim),
    affiliate_key: reference(affiliateDim),
    user_id: degenerate(integer()),
    registered_at: degenerate(timestamp()),
    ...audit(),
  },
  { grain: ['user_id'], indexes: [['date_key']] },
)
