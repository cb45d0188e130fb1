import { integer, nullable, varchar } from '../../loader/index.ts'
import { birth, oneOf } from '../birth.ts'
import { happenings } from '../happenings.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { courseTitles, departments, subjects } from '../words.ts'
import { countAt } from '../world.ts'

/** A course of a school; titles are corrected in place. */
export const courses = sampleTable({
  name: 'schools_course',
  columns: {
    id: integer(),
    school_id: nullable(integer()),
    subject_id: nullable(integer()),
    course_number: varchar(20),
    title: nullable(varchar(120)),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'course', world.days); id++) {
      const random = Random.of(world.seed, 'course', id)
      const school = oneOf(world, 'school', birth(world, 'course', id, random), random)
      const subject = random.between(1, subjects.length)
      const number = `${random.pick(departments)} ${random.between(100, 499)}`
      let title: string | null = random.chance(0.05) ? null : random.pick(courseTitles)
      for (const { random: fate } of happenings(world, 'course', id)) {
        if (fate.chance(0.2)) title = `${fate.pick(courseTitles)} ${fate.pick(['I', 'II', 'III'])}`
      }
      // A school that was never recorded, and a subject that was deleted.
      yield [
        id,
        random.chance(0.02) ? null : school,
        random.chance(0.02) ? subjects.length + 7 : random.chance(0.06) ? null : subject,
        number,
        title,
      ]
    }
  },
})
