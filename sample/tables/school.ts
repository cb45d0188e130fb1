import { integer, nullable, varchar } from '../../loader/index.ts'
import { happenings } from '../happenings.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { cities, schoolNames } from '../words.ts'
import { countAt } from '../world.ts'

/** No time tells when a school was renamed: a version of it begins when a load sees the new name. */
export const schools = sampleTable({
  name: 'schools_school',
  columns: {
    id: integer(),
    name: varchar(120),
    city: nullable(varchar(128)),
    state: nullable(varchar(2)),
    enrollment: nullable(integer()),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'school', world.days); id++) {
      const random = Random.of(world.seed, 'school', id)
      const [city, state] = random.pick(cities)
      // Trailing spaces and missing cities: what people type into forms.
      let name = `${random.pick(schoolNames)}${id % 3 === 0 ? `, Campus ${id}` : ''}${id % 20 === 0 ? ' ' : ''}`
      const told = random.chance(0.9)
      let enrollment = random.chance(0.2) ? null : random.between(900, 60_000)
      for (const { day, random: fate } of happenings(world, 'school', id)) {
        if (fate.chance(0.15)) name = `${fate.pick(schoolNames)} (${day})`
        else if (fate.chance(0.3)) enrollment = fate.between(900, 60_000)
      }
      yield [id, name, told ? city : null, state, enrollment]
    }
  },
})
