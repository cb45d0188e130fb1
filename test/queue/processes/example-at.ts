import * as dimensions from '../../../dimensions/index.ts'
import * as facts from '../../../facts/index.ts'
import { units, warehouse } from '../../../loader/index.ts'
import type { WarehouseShape } from '../../../loader/model/index.ts'
import { payouts } from '../../../sources/payout.ts'
import { productReviews } from '../../../sources/product-review.ts'
import { productSales } from '../../../sources/product-sale.ts'

/** URLs. */
export interface Places {
  readonly source: string
  readonly warehouse: string
  readonly redis: string
}

/** The example at these places; its workers are missed after a second, and three of its facts are read in the order of a key, so that they can be gone on with. */
export function exampleAt({ source, warehouse: target, redis }: Places): WarehouseShape {
  const { payout, productReview, productSale } = facts
  return warehouse({
    sources: { marketplace: source },
    warehouse: target,
    redis,
    queue: { silence: '1 second' },
    log: { directory: './etl-log', level: 'info' },
    dimensions: units(dimensions),
    facts: units({
      ...facts,
      payout: { ...payout, source: { ...payouts, partition: ['payout_id'] } },
      productReview: { ...productReview, source: { ...productReviews, partition: ['review_id'] } },
      productSale: { ...productSale, source: { ...productSales, partition: ['order_id', 'line_no'] } },
    }),
  })
}

const file = (name: string) => new URL(name, import.meta.url).href

/** The config.ts of workers at these places, of whose facts few rows commit together. */
export function configText(places: Places): string {
  return [
    `import '${file('./small-batches.ts')}'`,
    `import { exampleAt } from '${file('./example-at.ts')}'`,
    `export default exampleAt(${JSON.stringify(places)})`,
    '',
  ].join('\n')
}
