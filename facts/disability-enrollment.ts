import { disabilityEnrollmentFact } from '../creates/disability-enrollment-fact.ts'
import { date, disabilityProgram, school, user } from '../dimensions/index.ts'
import { fact } from '../loader/index.ts'
import { disabilityEnrollments } from '../sources/disability-enrollment.ts'

export const disabilityEnrollment = fact({
  name: 'disability_enrollment',
  table: disabilityEnrollmentFact,
  source: disabilityEnrollments,
  lookups: {
    date_key: { dimension: date, on: { full_date: 'enrolled_on' } },
    local_date_key: { dimension: date, on: { full_date: 'local_enrolled_on' } },
    user_key: { dimension: user, on: { user_id: 'user_id' }, asOf: 'enrolled_at' },
    disability_program_key: {
      dimension: disabilityProgram,
      on: { disability_program_id: 'disability_program_id' },
      asOf: 'enrolled_at',
    },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'enrolled_at' },
  },
})
