import { date, integer, nullable, source, sql, timestamp, varchar } from '../loader/index.ts'
import { localDay } from './local-day.ts'

/** Who joined which program in which role; the school is the program's. */
export const disabilityEnrollments = source({
  from: 'marketplace',
  columns: {
    enrollment_id: integer(),
    user_id: nullable(integer()),
    disability_program_id: integer(),
    school_id: nullable(integer()),
    role: nullable(varchar(30)),
    enrolled_at: timestamp(),
    enrolled_on: date(),
  },
  sql: sql`
    SELECT e.id AS enrollment_id, e.user_id, e.program_id AS disability_program_id, p.school_id, r.name AS role, e.enrolled_at,
           CAST(GREATEST(e.enrolled_at, TIMESTAMP '2012-01-01 00:00:00') AS DATE) AS enrolled_on
    FROM disability_enrollment e
    LEFT JOIN disability_program p ON p.id = e.program_id
    LEFT JOIN disability_role r ON r.id = e.role_id
    ORDER BY e.id`,
  derive: (row) => ({ local_enrolled_on: localDay(row.enrolled_at) }),
})
