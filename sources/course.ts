import { courseDim } from '../creates/course-dim.ts'
import { feeding, integer, nullable, source, sql } from '../loader/index.ts'

export const courses = source({
  from: 'marketplace',
  columns: { ...feeding(courseDim), school_id: nullable(integer()) },
  sql: sql`
    SELECT c.id AS course_id, c.course_number, c.title, s.name AS subject, c.school_id
    FROM schools_course c
    LEFT JOIN schools_subject s ON s.id = c.subject_id`,
})
