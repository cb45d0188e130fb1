import { decimal, integer, nullable } from '../../loader/index.ts'
import { money } from '../money.ts'
import { orderOf } from '../order.ts'
import { sampleTable } from '../sample-table.ts'
import { countAt } from '../world.ts'

export const orderLines = sampleTable({
  name: 'orders_orderline',
  columns: {
    order_id: integer(),
    line_no: integer(),
    product_id: nullable(integer()),
    quantity: integer(),
    unit_price: decimal(10, 2),
    discount: decimal(10, 2),
  },
  about: 2,
  *rows(world) {
    for (let id = 1; id <= countAt(world, 'order', world.days); id++) {
      for (const [at, { product, quantity, price, discount }] of orderOf(world, id).lines.entries()) {
        yield [id, at + 1, product, quantity, money(price), money(discount)]
      }
    }
  },
})
