import { integer, nullable, timestamp, varchar } from '../../loader/index.ts'
import { birth, oneOf } from '../birth.ts'
import { happenings } from '../happenings.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { programNames, programStates } from '../words.ts'
import { countAt } from '../world.ts'

/** A school's help for its disabled students: open, full, paused. */
export const programs = sampleTable({
  name: 'disability_program',
  columns: {
    id: integer(),
    school_id: nullable(integer()),
    name: varchar(80),
    status: varchar(20),
    created_at: timestamp(),
    updated_at: timestamp(),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'program', world.days); id++) {
      const random = Random.of(world.seed, 'program', id)
      const founded = birth(world, 'program', id, random)
      const school = random.chance(0.05) ? null : oneOf(world, 'school', founded, random)
      let status: string = random.pick(programStates)
      let updated = founded.time
      for (const { time, random: fate } of happenings(world, 'program', id)) {
        if (fate.chance(0.4)) {
          status = fate.other(programStates, status)
          updated = time
        }
      }
      yield [id, school, random.pick(programNames), status, founded.time, updated]
    }
  },
})
