import { env, units, warehouse } from '../../../loader/index.ts'
import { item, sale, store } from './units.ts'
import { variant } from './variant.ts'

export default warehouse({
  sources: { shop: env('SHOP_SOURCE_URL') },
  warehouse: env('SHOP_WAREHOUSE_URL'),
  ...(variant('no-redis') ? {} : { redis: env('SHOP_REDIS_URL') }),
  queue: { silence: '1 second' },
  ...(variant('sample') ? { sample: env('SHOP_WAREHOUSE_URL').reveal() } : {}),
  log: { directory: env('SHOP_LOG', './etl-log').reveal() },
  dimensions: units({ store, item }, variant('item-off') ? { item: { active: false } } : {}),
  facts: units({ sale }, variant('sale-off') ? { sale: { active: false } } : {}),
})
