import { decimal, integer, nullable, timestamp } from '../../loader/index.ts'
import { birth, lateBirth, oneOf } from '../birth.ts'
import { money } from '../money.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { countAt } from '../world.ts'

/**
 * A code turned into credit. Rows are only ever added; some were sent twice, some without an account, and some of the newest by invited people whose
 * account comes in the days after.
 */
export const redemptions = sampleTable({
  name: 'credits_redemption',
  columns: {
    id: integer(),
    code_id: integer(),
    user_id: nullable(integer()),
    amount: decimal(10, 2),
    redeemed_at: timestamp(),
  },
  primaryKey: false,
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'redemption', world.days); id++) {
      const random = Random.of(world.seed, 'redemption', id)
      const when = lateBirth(birth(world, 'redemption', id, random), random)
      const invited = (when.day > 0 || when.share > 0.95) && random.chance(0.25)
      const row = [
        id,
        random.chance(0.01) ? 900_000 + id : oneOf(world, 'code', when, random),
        random.chance(0.03)
          ? null
          : invited
            ? countAt(world, 'user', when.day) + random.between(1, 3)
            : oneOf(world, 'user', when, random),
        money(random.between(1, 10) * 250),
        when.time,
      ]
      yield row
      if (random.chance(0.02)) yield row
    }
  },
})
