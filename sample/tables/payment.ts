import { decimal, integer, timestamp, varchar } from '../../loader/index.ts'
import { money } from '../money.ts'
import { orderOf } from '../order.ts'
import { sampleTable } from '../sample-table.ts'
import { paymentSources } from '../words.ts'
import { countAt } from '../world.ts'

/** Tries to pay an order: at most one captured, though that may stand there twice; codes as the shop's versions wrote them. */
export const payments = sampleTable({
  name: 'payments_payment',
  columns: {
    order_id: integer(),
    source_code: varchar(20),
    status: varchar(20),
    amount: decimal(12, 2),
    paid_at: timestamp(),
  },
  primaryKey: false,
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'order', world.days); id++) {
      const { lines, when, random } = orderOf(world, id)
      const due = lines.reduce((sum, { quantity, price, discount }) => sum + quantity * price - discount, 0)
      const [code] = random.pick(paymentSources)
      if (random.chance(0.04)) yield [id, 'card', 'failed', money(due), when.time]
      if (random.chance(0.02)) continue
      const written = random.chance(0.05) ? ` ${code.toUpperCase()}` : random.chance(0.005) ? 'barter' : code
      const row = [id, written, 'captured', money(due), when.time]
      yield row
      if (random.chance(0.004)) yield row
    }
  },
})
