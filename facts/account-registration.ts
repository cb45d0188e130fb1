import { accountRegistrationFact } from '../creates/account-registration-fact.ts'
import { affiliate, date, school, site, user } from '../dimensions/index.ts'
import { fact } from '../loader/index.ts'
import { accountRegistrations } from '../sources/account-registration.ts'

export const accountRegistration = fact({
  name: 'account_registration',
  table: accountRegistrationFact,
  source: accountRegistrations,
  lookups: {
    date_key: { dimension: date, on: { full_date: 'registered_on' } },
    local_date_key: { dimension: date, on: { full_date: 'local_registered_on' } },
    user_key: { dimension: user, on: { user_id: 'user_id' }, asOf: 'registered_at' },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'registered_at' },
    site_key: { dimension: site, on: { site_id: 'site_id' } },
    affiliate_key: { dimension: affiliate, on: { affiliate_id: 'affiliate_id' }, asOf: 'registered_at' },
  },
})
