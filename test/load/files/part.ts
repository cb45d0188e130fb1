import {
  audit,
  decimal,
  dimension,
  integer,
  key,
  natural,
  nullable,
  source,
  table,
  varchar,
} from '../../../loader/index.ts'
import type { FilesShape } from '../../../loader/model/index.ts'

export const partDim = table('part_dim', {
  part_key: key(),
  id: natural(integer()),
  name: nullable(varchar(20)),
  price: nullable(decimal(12, 2)),
  ...audit(),
})
export const columns = { id: integer(), name: nullable(varchar(20)), price: nullable(decimal(12, 2)) }

export const part = (
  files: FilesShape,
  more: { readonly columns?: typeof columns; readonly table?: typeof partDim } = {},
) =>
  dimension({
    name: 'part',
    table: more.table ?? partDim,
    source: source({ files, columns: more.columns ?? columns }),
    attributes: { name: 'type1', price: 'type1' },
    rejects: { warn: 1, fail: 1 },
  })
