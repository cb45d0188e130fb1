import { audit, integer, key, natural, nullable, reference, table, varchar } from '../loader/index.ts'
import { schoolDim } from './school-dim.ts'

/** A course that notes are for, and the school that gives it; no history: a corrected title was always meant so. */
export const courseDim = table('course_dim', {
  course_key: key(),
  course_id: natural(integer()),
  course_number: varchar(20),
  title: nullable(varchar(120)),
  subject: nullable(varchar(60)),
  school_key: reference(schoolDim),
  ...audit(),
})
