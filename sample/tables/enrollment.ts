import { integer, nullable, timestamp } from '../../loader/index.ts'
import { birth, lateBirth, oneOf } from '../birth.ts'
import { happenings } from '../happenings.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { programRoles } from '../words.ts'
import { countAt } from '../world.ts'

/** A user who takes part in a program, in one of its roles; the role may change. */
export const enrollments = sampleTable({
  name: 'disability_enrollment',
  columns: {
    id: integer(),
    program_id: integer(),
    user_id: nullable(integer()),
    role_id: nullable(integer()),
    enrolled_at: timestamp(),
    row_version: integer(),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'enrollment', world.days); id++) {
      const random = Random.of(world.seed, 'enrollment', id)
      const when = lateBirth(birth(world, 'enrollment', id, random), random)
      const program = oneOf(world, 'program', when, random)
      const user = random.chance(0.01) ? null : oneOf(world, 'user', when, random)
      let role = random.chance(0.05) ? null : random.between(1, programRoles.length)
      let version = when.day
      for (const { day, random: fate } of happenings(world, 'enrollment', id)) {
        if (fate.chance(0.1)) {
          role = fate.between(1, programRoles.length)
          version = day
        }
      }
      yield [id, program, user, role, when.time, version]
    }
  },
})
