import knex from 'knex'
import {
  audit,
  csv,
  type Day,
  date,
  dateDimension,
  dateTable,
  decimal,
  degenerate,
  dimension,
  env,
  fact,
  feeding,
  folded,
  history,
  incremental,
  inferred,
  integer,
  key,
  latest,
  localDate,
  masked,
  measure,
  natural,
  nullable,
  period,
  rebuild,
  reference,
  source,
  sql,
  table,
  text,
  timestamp,
  trimmed,
  units,
  varchar,
  warehouse,
} from '../../../loader/index.ts'

// The definitions of DEFINITIONS.md as they are written there, and what its text says besides.
// (`missing: 'infer'`, `deletes` come with a later issue and are not accepted yet.)

// creates/
export const dateDim = dateTable('date_dim')

export const schoolDim = table('school_dim', {
  school_key: key(), // surrogate key, the loader's
  school_id: natural(integer()), // natural key
  name: varchar(75),
  city: nullable(varchar(128)),
  enrollment: nullable(integer()),
  ...history(), // valid_from, valid_to, is_current, version: type 2 is possible; history('day'): one version a day
  ...audit(), // inserted_run, updated_run
})

export const userDim = table('user_dim', {
  user_key: key(),
  user_id: natural(integer()),
  email: masked(folded(trimmed(varchar(254)))),
  about: nullable(text()),
  joined_on: date({ zeroDate: 'null' }),
  balance: decimal(12, 2, { round: true }),
  ...history('day'),
  ...inferred(),
  ...audit(),
})

export const creditCampaignDim = table(
  'credit_campaign_dim',
  { campaign_key: key(), firm: natural(varchar(10)), code: natural(folded(varchar(20))), title: varchar(80) },
  { indexes: [['title']] },
)

export const productSaleFact = table(
  'product_sale_fact',
  {
    date_key: reference(dateDim),
    school_key: reference(schoolDim),
    buyer_key: reference(userDim), // two roles of one dimension
    seller_key: reference(userDim),
    order_id: degenerate(integer()),
    line_no: degenerate(integer()),
    quantity: measure(integer()),
    extended_sales_amount: measure(decimal(12, 2)),
    ...audit(),
  },
  { grain: ['order_id', 'line_no'], indexes: [['buyer_key']] },
)

/** Factless; its grain holds references to dimensions without history. */
export const attendanceFact = table(
  'attendance_fact',
  { date_key: reference(dateDim), campaign_key: reference(creditCampaignDim), code_no: degenerate(integer()) },
  { grain: ['date_key', 'campaign_key', 'code_no'] },
)

// sources/
export const schools = source({
  from: 'marketplace',
  columns: { school_id: integer(), name: varchar(75), city: nullable(varchar(128)), enrollment: nullable(integer()) },
  sql: sql`SELECT s.id AS school_id, s.name, s.city, s.enrollment FROM schools_school s`,
})

/** Files in place of a connection; config need not name them. */
export const listedSchools = source({
  files: csv('schools/*.csv', { delimiter: ';', quote: null, null: '\\N', encoding: 'windows-1252', header: false }),
  columns: feeding(schoolDim),
  zone: 'America/New_York',
  derive: ({ name }) => ({ length: name.length }),
})

export const users = source({
  from: 'marketplace',
  columns: { ...feeding(userDim), valid_on: date(), rank: integer() },
  sql: knex({ client: 'mysql2' }).select('*').from('users_user'),
})

export const campaigns = source({
  from: 'marketplace',
  columns: { firm: varchar(10), campaign_code: text(), title: varchar(200) },
  sql: sql`SELECT firm, code AS campaign_code, title FROM credits_campaign`,
})

/** Dates before the calendar begins, as a rule of the source. */
function clamped(day: Day): Day {
  return day < '2012-01-01' ? '2012-01-01' : day
}

export const sales = source({
  from: 'marketplace',
  columns: {
    order_id: integer(),
    line_no: integer(),
    school_id: nullable(integer()),
    buyer_id: nullable(integer()),
    seller_id: nullable(integer()),
    sold_at: timestamp(),
    quantity: integer(),
    amount: decimal(12, 2),
  },
  sql: sql`SELECT * FROM orders_orderline l WHERE l.updated_at >= ${period.from} AND l.updated_at < ${period.to}`,
  derive: (row) => ({
    sold_on: clamped(localDate(row.sold_at, 'America/New_York')),
    channel: row.school_id === null ? null : 'web',
    bulk: row.quantity > 10,
    lines: row.line_no + 1,
    changed_at: row.sold_at,
  }),
  partition: ['order_id'],
  zone: 'America/New_York',
})

export const scans = source({
  from: 'marketplace',
  columns: { scanned_on: date(), firm: varchar(10), code: varchar(20), code_no: integer() },
  sql: sql`SELECT * FROM credits_scan`,
})

// dimensions/
export const day = dateDimension({ name: 'date', table: dateDim, from: '2012-01-01', to: '2030-12-31' })

export const school = dimension({
  name: 'school', // the unit's name: config, --select, process_etl('school', 'dimension')
  table: schoolDim,
  source: schools,
  attributes: {
    name: 'type2',
    city: 'type1',
    enrollment: { from: 'enrollment', change: 'type1', overwrite: 'latest' },
  },
  unknown: { name: 'No school' },
})

export const user = dimension({
  name: 'user',
  table: userDim,
  source: users,
  attributes: { email: 'type2', about: 'type0', joined_on: 'type1', balance: 'type2' },
  effectiveFrom: 'valid_on',
  effectiveTo: { column: 'joined_on', inclusive: 'day' },
  order: ['rank'],
  future: 'accept',
  unknown: { joined_on: '1900-01-01' },
  notApplicable: { balance: '0.00', about: null },
  error: {},
  tags: ['people'],
  rejects: { warn: 0, fail: 1 },
})

export const creditCampaign = dimension({
  name: 'credit_campaign',
  table: creditCampaignDim,
  source: campaigns,
  from: { code: 'campaign_code' },
  attributes: { title: { from: 'title', change: 'type0' } },
})

// facts/
export const productSale = fact({
  name: 'product_sale',
  table: productSaleFact,
  source: sales,
  from: { extended_sales_amount: 'amount' }, // only where names differ
  lookups: {
    date_key: { dimension: day, on: { full_date: 'sold_on' } },
    school_key: { dimension: school, on: { school_id: 'school_id' }, asOf: 'sold_at' },
    buyer_key: { dimension: user, on: { user_id: 'buyer_id' }, asOf: 'sold_on', beforeFirst: 'unknown' },
    seller_key: { dimension: user, on: { user_id: 'seller_id' }, asOf: latest, missing: 'reject' },
  },
  refresh: rebuild({ maxShrink: 0.5 }),
  order: ['changed_at'],
})

export const attendance = fact({
  name: 'attendance',
  table: attendanceFact,
  source: scans,
  lookups: {
    date_key: { dimension: day, on: { full_date: 'scanned_on' }, missing: 'reject' },
    campaign_key: { dimension: creditCampaign, on: { firm: 'firm', code: 'code' }, missing: 'fail' },
  },
  refresh: incremental({ by: 'code_no', lookback: 100 }),
})

// config.ts
export const config = warehouse({
  sources: { marketplace: env('SOURCE_URL', 'duckdb:./data/marketplace.duckdb') },
  warehouse: env('WAREHOUSE_URL', 'duckdb:./data/warehouse.duckdb'),
  redis: env('REDIS_URL', 'redis://127.0.0.1:6379'),
  log: { directory: './etl-log', level: 'info', keep: '90 days' },
  dimensions: units({ day, school, user, creditCampaign }, { credit_campaign: { active: false } }), // the per-ETL toggle; all others are active
  facts: units({ productSale, attendance }),
})

/** A warehouse may have no facts yet. */
export const begun = warehouse({
  sources: { marketplace: 'mysql://reader@127.0.0.1/marketplace' },
  warehouse: 'duckdb::memory:',
  dimensions: units({ school }),
  facts: units({}),
})
