import { integer, nullable, varchar } from '../../loader/index.ts'
import { happenings } from '../happenings.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { cities } from '../words.ts'
import { countAt } from '../world.ts'

/** About one user in fifty has no profile, one in a hundred the same one twice; it stays when the user is gone. */
export const profiles = sampleTable({
  name: 'users_profile',
  columns: {
    user_id: integer(),
    school_id: nullable(integer()),
    graduation_year: nullable(integer()),
    city: nullable(varchar(128)),
  },
  primaryKey: false,
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'user', world.days); id++) {
      const random = Random.of(world.seed, 'profile', id)
      if (random.chance(0.02)) continue
      const school = random.chance(0.05) ? null : random.between(1, countAt(world, 'school', 0))
      const year = random.chance(0.3) ? null : random.between(2012, 2029)
      let city = random.chance(0.4) ? null : random.pick(cities)[0]
      const twice = random.chance(0.01)
      for (const { random: fate } of happenings(world, 'user', id)) {
        if (fate.chance(0.1)) city = fate.pick(cities)[0]
      }
      const row = [id, school, year, city]
      yield row
      if (twice) yield row
    }
  },
})
