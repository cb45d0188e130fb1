import { dateDimension, dimension, integer, source, sql, timestamp, varchar } from '../../loader/index.ts'
import {
  customerByCodeDim,
  customerDim,
  dateDim,
  memberDim,
  productBySkuDim,
  productDim,
  storeByCodeDim,
  storeDim,
} from './tables.ts'

const person = { name: varchar(80), city: varchar(60), segment: varchar(30), updated_at: timestamp() }
const product = { name: varchar(80), category: varchar(30) }
const store = { name: varchar(60), city: varchar(60), region: varchar(30) }
const ofPerson = { name: 'type2', city: 'type2', segment: 'type2' } as const
const ofProduct = { name: 'type1', category: 'type1' } as const
const ofStore = { name: 'type1', city: 'type1', region: 'type1' } as const

export const date = dateDimension({ name: 'date', table: dateDim, from: '2019-01-01', to: '2024-12-31' })

export const customer = dimension({
  name: 'customer',
  table: customerDim,
  source: source({
    from: 'shop',
    columns: { customer_id: integer(), ...person },
    sql: sql`SELECT id AS customer_id, name, city, segment, updated_at FROM customers`,
  }),
  attributes: ofPerson,
  effectiveFrom: 'updated_at',
})

export const member = dimension({
  name: 'member',
  table: memberDim,
  source: source({
    from: 'shop',
    columns: { member_id: integer(), ...person },
    sql: sql`SELECT id AS member_id, name, city, segment, updated_at FROM members`,
  }),
  attributes: ofPerson,
  effectiveFrom: 'updated_at',
})

export const productOf = dimension({
  name: 'product',
  table: productDim,
  source: source({
    from: 'shop',
    columns: { product_id: integer(), ...product },
    sql: sql`SELECT id AS product_id, name, category FROM products`,
  }),
  attributes: ofProduct,
})

export const storeOf = dimension({
  name: 'store',
  table: storeDim,
  source: source({
    from: 'shop',
    columns: { store_id: integer(), ...store },
    sql: sql`SELECT id AS store_id, name, city, region FROM stores`,
  }),
  attributes: ofStore,
})

export const customerByCode = dimension({
  name: 'customer_by_code',
  table: customerByCodeDim,
  source: source({
    from: 'shop',
    columns: { customer_code: varchar(20), ...person },
    sql: sql`SELECT code AS customer_code, name, city, segment, updated_at FROM customers`,
  }),
  attributes: ofPerson,
  effectiveFrom: 'updated_at',
})

export const productBySku = dimension({
  name: 'product_by_sku',
  table: productBySkuDim,
  source: source({
    from: 'shop',
    columns: { product_sku: varchar(20), ...product },
    sql: sql`SELECT sku AS product_sku, name, category FROM products`,
  }),
  attributes: ofProduct,
})

export const storeByCode = dimension({
  name: 'store_by_code',
  table: storeByCodeDim,
  source: source({
    from: 'shop',
    columns: { store_code: varchar(20), ...store },
    sql: sql`SELECT code AS store_code, name, city, region FROM stores`,
  }),
  attributes: ofStore,
})
