import { date, decimal, integer, nullable, varchar } from '../../loader/index.ts'
import { birth } from '../birth.ts'
import { happenings } from '../happenings.ts'
import { money } from '../money.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { dayLength, dayText } from '../times.ts'
import { campaignNames } from '../words.ts'
import { countAt } from '../world.ts'

/** Store credit given away; some campaigns are prolonged, some never end. */
export const campaigns = sampleTable({
  name: 'credits_campaign',
  columns: {
    id: integer(),
    name: varchar(80),
    credit_amount: decimal(10, 2),
    starts_on: date(),
    ends_on: nullable(date()),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'campaign', world.days); id++) {
      const random = Random.of(world.seed, 'campaign', id)
      const starts = birth(world, 'campaign', id, random).time.slice(0, 10)
      const name = `${random.pick(campaignNames)} ${starts.slice(0, 4)}-${id}`
      const amount = random.between(1, 10) * 250
      let lasts = random.chance(0.1) ? null : random.between(14, 120)
      for (const { random: fate } of happenings(world, 'campaign', id)) {
        if (lasts !== null && fate.chance(0.4)) lasts += 14
      }
      yield [
        id,
        name,
        money(amount),
        starts,
        lasts === null ? null : dayText(Date.parse(`${starts}T00:00:00Z`) + lasts * dayLength),
      ]
    }
  },
})
