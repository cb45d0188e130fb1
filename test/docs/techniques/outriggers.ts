import { dimension, integer, key, natural, nullable, reference, source, table, varchar } from '../../../loader/index.ts'
import { drawn } from '../drawn.ts'

const brandDim = table('brand_dim', {
  brand_key: key(),
  brand_id: natural(integer()),
  name: varchar(40),
})
const brand = dimension({
  name: 'brand',
  table: brandDim,
  source: source({ from: 'shop', columns: { brand_id: integer(), name: varchar(40) }, sql: drawn }),
  attributes: { name: 'type1' },
})
const productDim = table('product_dim', {
  product_key: key(),
  product_id: natural(integer()),
  title: varchar(40),
  brand_key: reference(brandDim),
})
const product = dimension({
  name: 'product',
  table: productDim,
  source: source({
    from: 'shop',
    columns: { product_id: integer(), title: varchar(40), brand_id: nullable(integer()) },
    sql: drawn,
  }),
  attributes: { title: 'type1' },
  lookups: { brand_key: { dimension: brand, on: { brand_id: 'brand_id' }, change: 'type1' } },
})

export const units = [brand, product]
