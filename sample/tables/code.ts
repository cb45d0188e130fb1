import { integer, varchar } from '../../loader/index.ts'
import { birth, oneOf } from '../birth.ts'
import { Random } from '../random.ts'
import { sampleTable } from '../sample-table.ts'
import { countAt } from '../world.ts'

/** What one types in to get a campaign's credit; the campaign of some was deleted. */
export const codes = sampleTable({
  name: 'credits_code',
  columns: { id: integer(), campaign_id: integer(), code: varchar(20) },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'code', world.days); id++) {
      const random = Random.of(world.seed, 'code', id)
      const campaign = oneOf(world, 'campaign', birth(world, 'code', id, random), random)
      yield [id, random.chance(0.02) ? 9000 + id : campaign, `N${random.between(100_000, 999_999)}-${id}`]
    }
  },
})
