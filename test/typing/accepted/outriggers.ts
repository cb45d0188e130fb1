import {
  dimension,
  history,
  inferred,
  integer,
  key,
  natural,
  nullable,
  reference,
  source,
  sql,
  table,
  varchar,
} from '../../../loader/index.ts'
import { brand, brandDim } from '../star.ts'

const makerDim = table('maker_dim', { maker_key: key(), maker_id: natural(integer()), ...inferred() })
const productDim = table('product_dim', {
  product_key: key(),
  product_id: natural(integer()),
  name: varchar(20),
  brand_key: reference(brandDim),
  maker_key: reference(makerDim),
  seller_key: reference(makerDim),
  ...history(),
})

const maker = dimension({
  name: 'maker',
  table: makerDim,
  source: source({ from: 'marketplace', columns: { maker_id: integer() }, sql: sql`SELECT maker_id FROM makers` }),
  attributes: {},
})

export const product = dimension({
  name: 'product',
  table: productDim,
  source: source({
    from: 'marketplace',
    columns: { product_id: integer(), name: varchar(20), brand: nullable(integer()), maker_id: integer() },
    sql: sql`SELECT product_id, name, brand, maker_id FROM products`,
  }),
  attributes: { name: 'type1' },
  lookups: {
    brand_key: { dimension: brand, on: { brand_id: 'brand' }, change: 'type2', missing: 'reject' },
    maker_key: { dimension: maker, on: { maker_id: 'maker_id' }, missing: 'infer' },
    seller_key: { dimension: maker, on: { maker_id: 'maker_id' }, change: 'type1' },
  },
})
