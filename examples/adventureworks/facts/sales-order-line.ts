import { fact } from '../../../loader/index.ts'
import { salesOrderLineFact } from '../creates/sales-order-line-fact.ts'
import { date } from '../dimensions/date.ts'
import { product } from '../dimensions/product.ts'
import type { Origin } from '../sources/origin.ts'
import { salesOrderLines } from '../sources/sales-order-line.ts'

export const salesOrderLine = (origin: Origin) =>
  fact({
    name: 'sales_order_line',
    table: salesOrderLineFact,
    source: salesOrderLines(origin),
    lookups: {
      order_date_key: { dimension: date, on: { full_date: 'ordered_on' } },
      product_key: {
        dimension: product(origin),
        on: { product_id: 'product_id' },
        asOf: 'ordered_at',
        missing: 'reject',
      },
    },
  })
