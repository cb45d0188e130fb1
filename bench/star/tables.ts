import {
  audit,
  dateTable,
  decimal,
  degenerate,
  history,
  integer,
  key,
  measure,
  natural,
  reference,
  table,
  varchar,
} from '../../loader/index.ts'

const person = () => ({ name: varchar(80), city: varchar(60), segment: varchar(30), ...history(), ...audit() })
const product = () => ({ name: varchar(80), category: varchar(30), ...audit() })
const store = () => ({ name: varchar(60), city: varchar(60), region: varchar(30), ...audit() })
const money = () => ({
  order_id: degenerate(integer()),
  line_no: degenerate(integer()),
  quantity: measure(integer()),
  unit_price: measure(decimal(10, 2)),
  discount: measure(decimal(10, 2)),
  amount: measure(decimal(12, 2)),
  ...audit(),
})

export const dateDim = dateTable('date_dim')
export const customerDim = table('customer_dim', { customer_key: key(), customer_id: natural(integer()), ...person() })
export const memberDim = table('member_dim', { member_key: key(), member_id: natural(integer()), ...person() })
export const productDim = table('product_dim', { product_key: key(), product_id: natural(integer()), ...product() })
export const storeDim = table('store_dim', { store_key: key(), store_id: natural(integer()), ...store() })

/** The same by text. */
export const customerByCodeDim = table('customer_by_code_dim', {
  customer_key: key(),
  customer_code: natural(varchar(20)),
  ...person(),
})
export const productBySkuDim = table('product_by_sku_dim', {
  product_key: key(),
  product_sku: natural(varchar(20)),
  ...product(),
})
export const storeByCodeDim = table('store_by_code_dim', {
  store_key: key(),
  store_code: natural(varchar(20)),
  ...store(),
})

const keys = {
  date_key: reference(dateDim),
  customer_key: reference(customerDim),
  product_key: reference(productDim),
  store_key: reference(storeDim),
}
const keysByText = {
  date_key: reference(dateDim),
  customer_key: reference(customerByCodeDim),
  product_key: reference(productBySkuDim),
  store_key: reference(storeByCodeDim),
}

const grain = ['order_id', 'line_no'] as const

/** Without secondary indexes: variant B of the workload. */
export const saleFact = table('sale_fact', { ...keys, ...money() }, { grain: [...grain] })
export const saleInRangesFact = table('sale_in_ranges_fact', { ...keys, ...money() }, { grain: [...grain] })
export const saleAsOfFact = table('sale_as_of_fact', { ...keys, ...money() }, { grain: [...grain] })
export const saleByTextFact = table('sale_by_text_fact', { ...keysByText, ...money() }, { grain: [...grain] })

const indexed = {
  grain: [...grain],
  indexes: [['date_key'], ['customer_key'], ['product_key'], ['store_key']] as const,
}

/** With an index on each reference: variant A. */
export const saleIndexedFact = table('sale_indexed_fact', { ...keys, ...money() }, indexed)
export const saleNumberedFact = table('sale_numbered_fact', { ...keys, ...money() }, indexed)
