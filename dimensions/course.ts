import { courseDim } from '../creates/course-dim.ts'
import { dimension } from '../loader/index.ts'
import { courses } from '../sources/course.ts'
import { school } from './school.ts'

export const course = dimension({
  name: 'course',
  table: courseDim,
  source: courses,
  attributes: { course_number: 'type1', title: 'type1', subject: 'type1' },
  lookups: { school_key: { dimension: school, on: { school_id: 'school_id' } } },
})
