import { audit, decimal, history, integer, key, natural, nullable, table, varchar } from '../../../loader/index.ts'

/** A product in each of the costs it has had. */
export const productDim = table('product_dim', {
  product_key: key(),
  product_id: natural(integer()),
  name: varchar(50),
  product_number: varchar(25),
  color: nullable(varchar(15)),
  category: varchar(50),
  subcategory: varchar(50),
  standard_cost: decimal(18, 4),
  ...history(),
  ...audit(),
})
