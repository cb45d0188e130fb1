import { integer, nullable, timestamp, varchar } from '../../loader/index.ts'
import { oneOf } from '../birth.ts'
import { orderOf } from '../order.ts'
import { sampleTable } from '../sample-table.ts'
import { countAt } from '../world.ts'

/** `row_version` grows with each write, as a source's change number does. `affiliate_ref` is what stood in the link: mostly an id, sometimes a word. */
export const orders = sampleTable({
  name: 'orders_order',
  columns: {
    id: integer(),
    buyer_id: nullable(integer()),
    site_id: integer(),
    affiliate_ref: nullable(varchar(40)),
    ordered_at: timestamp(),
    row_version: integer(),
  },
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'order', world.days); id++) {
      const { buyer, when, version, random } = orderOf(world, id)
      const affiliate = random.chance(0.03) ? 'summer-deal' : String(oneOf(world, 'affiliate', when, random))
      yield [id, buyer, oneOf(world, 'site', when, random), random.chance(0.8) ? null : affiliate, when.time, version]
    }
  },
})
