import { audit, degenerate, integer, nullable, reference, table, timestamp, varchar } from '../loader/index.ts'
import { dateDim } from './date-dim.ts'
import { disabilityProgramDim } from './disability-program-dim.ts'
import { schoolDim } from './school-dim.ts'
import { userDim } from './user-dim.ts'

/** One user who joins a program, in a role. Factless. */
export const disabilityEnrollmentFact = table(
  'disability_enrollment_fact',
  {
    date_key: reference(dateDim),
    local_date_key: reference(dateDim),
    user_key: reference(userDim),
    disability_program_key: reference(disabilityProgramDim),
    school_key: reference(schoolDim),
    enrollment_id: degenerate(integer()),
    role: degenerate(nullable(varchar(30))),
    enrolled_at: degenerate(timestamp()),
    ...audit(),
  },
  { grain: ['enrollment_id'], indexes: [['date_key'], ['disability_program_key']] },
)
