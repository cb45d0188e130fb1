import { boolean, date, integer, nullable, source, sql, timestamp, varchar } from '../loader/index.ts'

/** A user with the profile, which may be missing or stand there twice. */
export const users = source({
  from: 'marketplace',
  columns: {
    user_id: integer(),
    username: varchar(150),
    role: varchar(20),
    is_active: boolean(),
    city: nullable(varchar(128)),
    graduation_year: nullable(integer()),
    joined_on: date(),
    updated_at: timestamp(),
  },
  sql: sql`
    SELECT u.id AS user_id, u.username, u.role, u.is_active, p.city, p.graduation_year,
           CAST(u.date_joined AS DATE) AS joined_on, u.updated_at
    FROM users_user u
    LEFT JOIN users_profile p ON p.user_id = u.id`,
})
