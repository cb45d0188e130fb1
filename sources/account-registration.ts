import { date, integer, nullable, source, sql, timestamp } from '../loader/index.ts'
import { localDay } from './local-day.ts'

/** Users by the day they joined; the school is the profile's, which may be missing or stand there twice. */
export const accountRegistrations = source({
  from: 'marketplace',
  columns: {
    user_id: integer(),
    school_id: nullable(integer()),
    site_id: nullable(integer()),
    affiliate_id: nullable(integer()),
    registered_at: timestamp(),
    registered_on: date(),
  },
  sql: sql`
    SELECT u.id AS user_id, p.school_id, u.site_id, u.affiliate_id, u.date_joined AS registered_at,
           CAST(GREATEST(u.date_joined, TIMESTAMP '2012-01-01 00:00:00') AS DATE) AS registered_on
    FROM users_user u
    LEFT JOIN users_profile p ON p.user_id = u.id
    ORDER BY u.id`,
  derive: (row) => ({ local_registered_on: localDay(row.registered_at) }),
})
