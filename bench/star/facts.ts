import {
  date,
  decimal,
  fact,
  incremental,
  integer,
  latest,
  period,
  source,
  sql,
  timestamp,
  varchar,
} from '../../loader/index.ts'
import * as dimensions from './dimensions.ts'
import {
  saleAsOfFact,
  saleByTextFact,
  saleFact,
  saleIndexedFact,
  saleInRangesFact,
  saleNumberedFact,
} from './tables.ts'

const { customer, customerByCode, productBySku, productOf, storeByCode, storeOf } = dimensions

const grain = { order_id: integer(), line_no: integer() }
const ids = { customer_id: integer(), product_id: integer(), store_id: integer() }
const measures = {
  ordered_on: date(),
  quantity: integer(),
  unit_price: decimal(10, 2),
  discount: decimal(10, 2),
  amount: decimal(12, 2),
}

const lines = source({
  from: 'shop',
  columns: { ...grain, ...ids, ...measures },
  sql: sql`
    SELECT order_id, line_no, customer_id, product_id, store_id, CAST(ordered_at AS DATE) AS ordered_on, quantity, unit_price, discount,
           quantity * unit_price - discount AS amount
    FROM order_lines`,
})

/** The same, to be read by ranges of its key. */
const rangedLines = source({
  from: 'shop',
  columns: { ...grain, ...ids, ...measures },
  sql: sql`
    SELECT order_id, line_no, customer_id, product_id, store_id, CAST(ordered_at AS DATE) AS ordered_on, quantity, unit_price, discount,
           quantity * unit_price - discount AS amount
    FROM order_lines`,
  partition: ['order_id', 'line_no'],
})

const timedLines = source({
  from: 'shop',
  columns: { ...grain, ...ids, ordered_at: timestamp(), ...measures },
  sql: sql`
    SELECT order_id, line_no, customer_id, product_id, store_id, ordered_at, CAST(ordered_at AS DATE) AS ordered_on, quantity, unit_price,
           discount, quantity * unit_price - discount AS amount
    FROM order_lines`,
})

const codedLines = source({
  from: 'shop',
  columns: {
    ...grain,
    ...{ customer_code: varchar(20), product_sku: varchar(20), store_code: varchar(20) },
    ...measures,
  },
  sql: sql`
    SELECT order_id, line_no, customer_code, product_sku, store_code, CAST(ordered_at AS DATE) AS ordered_on, quantity, unit_price, discount,
           quantity * unit_price - discount AS amount
    FROM order_lines_coded`,
})

const numberedLines = source({
  from: 'shop',
  columns: { ...grain, ...ids, ...measures, change_no: integer() },
  sql: sql`
    SELECT order_id, line_no, customer_id, product_id, store_id, CAST(ordered_at AS DATE) AS ordered_on, quantity, unit_price, discount,
           quantity * unit_price - discount AS amount, change_no
    FROM order_lines_numbered WHERE change_no >= ${period.from} AND change_no < ${period.to}`,
})

const day = { dimension: dimensions.date, on: { full_date: 'ordered_on' } } as const
const product = { dimension: productOf, on: { product_id: 'product_id' } } as const
const store = { dimension: storeOf, on: { store_id: 'store_id' } } as const
const current = { dimension: customer, on: { customer_id: 'customer_id' }, asOf: latest } as const

const lookups = { date_key: day, customer_key: current, product_key: product, store_key: store }

export const sale = fact({ name: 'sale', table: saleFact, source: lines, lookups })
export const saleInRanges = fact({ name: 'sale_in_ranges', table: saleInRangesFact, source: rangedLines, lookups })
export const saleIndexed = fact({ name: 'sale_indexed', table: saleIndexedFact, source: lines, lookups })

export const saleAsOf = fact({
  name: 'sale_as_of',
  table: saleAsOfFact,
  source: timedLines,
  lookups: { ...lookups, customer_key: { ...current, asOf: 'ordered_at' } },
})

export const saleByText = fact({
  name: 'sale_by_text',
  table: saleByTextFact,
  source: codedLines,
  lookups: {
    date_key: day,
    customer_key: { dimension: customerByCode, on: { customer_code: 'customer_code' }, asOf: latest },
    product_key: { dimension: productBySku, on: { product_sku: 'product_sku' } },
    store_key: { dimension: storeByCode, on: { store_code: 'store_code' } },
  },
})

export const saleNumbered = fact({
  name: 'sale_numbered',
  table: saleNumberedFact,
  source: numberedLines,
  lookups,
  refresh: incremental({ by: 'change_no' }),
})
