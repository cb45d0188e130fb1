import { decimal, integer, timestamp, varchar } from '../../loader/index.ts'
import { birth } from '../birth.ts'
import { happenings } from '../happenings.ts'
import { money } from '../money.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { channels, lastNames } from '../words.ts'
import { countAt } from '../world.ts'

/** Who sends people, for a share of what they buy. */
export const affiliates = sampleTable({
  name: 'affiliates_affiliate',
  columns: {
    id: integer(),
    name: varchar(80),
    channel: varchar(30),
    commission_rate: decimal(5, 2),
    created_at: timestamp(),
    updated_at: timestamp(),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'affiliate', world.days); id++) {
      const random = Random.of(world.seed, 'affiliate', id)
      const { time } = birth(world, 'affiliate', id, random)
      const name = `${random.pick(lastNames)} & ${random.pick(lastNames)} ${id}`
      const channel = random.pick(channels)
      let rate = random.between(2, 20) * 100
      let updated = time
      for (const happening of happenings(world, 'affiliate', id)) {
        if (happening.random.chance(0.4)) {
          rate += happening.random.between(1, 4) * 25
          updated = happening.time
        }
      }
      yield [id, name, channel, money(rate), time, updated]
    }
  },
})
