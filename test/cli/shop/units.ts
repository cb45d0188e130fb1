import { dimension, fact } from '../../../loader/index.ts'
import { items, sales, stores } from './sources.ts'
import { itemDim, saleFact, storeDim } from './tables.ts'

export const store = dimension({
  name: 'store',
  table: storeDim,
  source: stores,
  attributes: { name: 'type2', city: 'type1' },
})

export const item = dimension({
  name: 'item',
  table: itemDim,
  source: items,
  attributes: { title: 'type1' },
  tags: ['small'],
})

export const sale = fact({
  name: 'sale',
  table: saleFact,
  source: sales,
  lookups: {
    store_key: { dimension: store, on: { store_id: 'store_id' }, asOf: 'sold_at' },
    item_key: { dimension: item, on: { item_id: 'item_id' } },
  },
})
