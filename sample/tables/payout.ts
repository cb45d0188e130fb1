import { decimal, integer, nullable, timestamp, varchar } from '../../loader/index.ts'
import { birth, lateBirth, oneOf } from '../birth.ts'
import { happenings } from '../happenings.ts'
import { money } from '../money.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { payoutCodes } from '../words.ts'
import { countAt } from '../world.ts'

/** Money to a seller; the fee of some is corrected later. An empty method is what an old form sent. */
export const payouts = sampleTable({
  name: 'payouts_payout',
  columns: {
    id: integer(),
    seller_id: nullable(integer()),
    method_code: nullable(varchar(20)),
    gross_amount: decimal(12, 2),
    fee_amount: decimal(12, 2),
    paid_at: timestamp(),
    row_version: integer(),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'payout', world.days); id++) {
      const random = Random.of(world.seed, 'payout', id)
      const when = lateBirth(birth(world, 'payout', id, random), random)
      const code = random.pick(payoutCodes)
      const method = random.chance(0.02) ? null : random.chance(0.02) ? '' : code
      const gross = random.between(500, 30_000)
      let fee = Math.floor(gross / random.pick([10, 20, 40]))
      let version = when.day
      for (const { day, random: fate } of happenings(world, 'payout', id)) {
        if (fate.chance(0.05)) {
          fee = Math.floor(gross / 50)
          version = day
        }
      }
      yield [id, oneOf(world, 'user', when, random), method, money(gross), money(fee), when.time, version]
    }
  },
})
