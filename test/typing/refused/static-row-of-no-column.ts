import {
  boolean,
  decimal,
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

rows(feeding(methodDim), [
  { method_id: 1, name: 'Card', fee: '1.50', instant: true },
  // refused: 'nmae' does not exist
  { method_id: 2, nmae: 'Cash', name: 'Cash', fee: null, instant: true },
])
