import { integer, nullable, source, sql, varchar } from '../loader/index.ts'

export const schools = source({
  from: 'marketplace',
  columns: {
    school_id: integer(),
    name: varchar(75),
    city: nullable(varchar(128)),
    state: nullable(varchar(2)),
    enrollment: nullable(integer()),
  },
  sql: sql`
    SELECT s.id AS school_id, s.name, s.city, s.state, s.enrollment
    FROM schools_school s`,
})
