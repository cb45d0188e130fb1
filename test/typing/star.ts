import {
  audit,
  bigint,
  date,
  dateDimension,
  dateTable,
  decimal,
  degenerate,
  dimension,
  fact,
  history,
  integer,
  key,
  latest,
  measure,
  natural,
  nullable,
  reference,
  source,
  sql,
  table,
  timestamp,
  varchar,
} from '../../loader/index.ts'

// The star of DEFINITIONS.md, against which each file of refused/ makes its one mistake.

export const dateDim = dateTable('date_dim')

export const schoolDim = table('school_dim', {
  school_key: key(),
  school_id: natural(integer()),
  name: varchar(75),
  city: nullable(varchar(128)),
  enrollment: nullable(integer()),
  ...history(),
  ...audit(),
})

/** Without history. */
export const brandDim = table('brand_dim', {
  brand_key: key(),
  brand_id: natural(integer()),
  brand_name: varchar(40),
  royalty: decimal(8, 4),
})

export const brandSaleFact = table(
  'brand_sale_fact',
  {
    date_key: reference(dateDim),
    brand_key: reference(brandDim),
    order_id: degenerate(integer()),
    amount: measure(decimal(12, 2)),
  },
  { grain: ['order_id'] },
)

export const productSaleFact = table(
  'product_sale_fact',
  {
    date_key: reference(dateDim),
    school_key: reference(schoolDim),
    order_id: degenerate(integer()),
    line_no: degenerate(integer()),
    quantity: measure(integer()),
    extended_sales_amount: measure(decimal(12, 2)),
    ...audit(),
  },
  { grain: ['order_id', 'line_no'] },
)

export const schools = source({
  from: 'marketplace',
  columns: {
    school_id: integer(),
    name: varchar(75),
    city: nullable(varchar(128)),
    enrollment: nullable(integer()),
    founded_on: date(),
    updated_at: timestamp(),
  },
  sql: sql`SELECT * FROM schools_school`,
})

export const brands = source({
  from: 'marketplace',
  columns: { brand_id: integer(), brand_name: varchar(40), royalty: decimal(8, 4) },
  sql: sql`SELECT * FROM brands_brand`,
})

export const sales = source({
  from: 'marketplace',
  columns: {
    order_id: integer(),
    line_no: integer(),
    school_id: nullable(integer()),
    brand_id: nullable(integer()),
    customer_no: bigint(),
    coupon: nullable(varchar(20)),
    sold_on: date(),
    sold_at: timestamp(),
    quantity: integer(),
    amount: decimal(12, 2),
  },
  sql: sql`SELECT * FROM orders_orderline`,
})

export const day = dateDimension({ name: 'date', table: dateDim, from: '2012-01-01', to: '2030-12-31' })

export const school = dimension({
  name: 'school',
  table: schoolDim,
  source: schools,
  attributes: {
    name: 'type2',
    city: 'type1',
    enrollment: { from: 'enrollment', change: 'type1', overwrite: 'latest' },
  },
})

export const brand = dimension({
  name: 'brand',
  table: brandDim,
  source: brands,
  attributes: { brand_name: 'type1', royalty: 'type0' },
})

export const productSale = fact({
  name: 'product_sale',
  table: productSaleFact,
  source: sales,
  from: { extended_sales_amount: 'amount' },
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: latest },
  },
})
