import {
  boolean,
  decimal,
  dimension,
  feeding,
  integer,
  key,
  natural,
  nullable,
  rows,
  table,
  varchar,
} from '../../../loader/index.ts'

const methodDim = table('method_dim', {
  method_key: key(),
  method_id: natural(integer()),
  name: varchar(20),
  fee: nullable(decimal(5, 2)),
  instant: boolean(),
})

export const method = dimension({
  name: 'method',
  table: methodDim,
  source: rows(feeding(methodDim), [
    { method_id: 1, name: 'Card', fee: '1.50', instant: true },
    { method_id: 2, name: 'Cash', fee: null, instant: false },
  ]),
  attributes: { name: 'type1', fee: 'type1', instant: 'type0' },
})
