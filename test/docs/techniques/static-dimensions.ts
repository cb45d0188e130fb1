import { dimension, feeding, integer, key, natural, rows, table, varchar } from '../../../loader/index.ts'

const shippingDim = table('shipping_dim', {
  shipping_key: key(),
  code: natural(varchar(10)),
  name: varchar(40),
  days: integer(),
})
const shipping = dimension({
  name: 'shipping',
  table: shippingDim,
  source: rows(feeding(shippingDim), [
    { code: 'post', name: 'By post', days: 3 },
    { code: 'bike', name: 'By courier', days: 1 },
  ]),
  attributes: { name: 'type1', days: 'type1' },
})

export const units = [shipping]
