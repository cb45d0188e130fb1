import { audit, decimal, history, integer, key, natural, nullable, table, varchar } from '../loader/index.ts'

/** Notes, a guide or cards that a student sells; a new version when category or list price changes. */
export const productDim = table('product_dim', {
  product_key: key(),
  product_id: natural(integer()),
  title: varchar(200),
  category: varchar(40),
  subject: nullable(varchar(60)),
  brand: nullable(varchar(60)),
  list_price: decimal(10, 2),
  ...history(),
  ...audit(),
})
