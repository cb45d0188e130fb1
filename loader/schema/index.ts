export type { Cell, Cells, RawRow } from './cell.ts'
export type { Column, Columns } from './column.ts'
export type { ColumnShape, Kind, NamedColumn, Purpose } from './column-shape.ts'
export {
  bigint,
  binary,
  boolean,
  date,
  decimal,
  double,
  integer,
  json,
  text,
  time,
  timestamp,
  varchar,
} from './column-types.ts'
export { audit, history, inferred } from './loader-columns.ts'
export { folded, masked, nullable, trimmed } from './modifiers.ts'
export { degenerate, key, measure, natural } from './purposes.ts'
export { type HistoryOf, type NaturalOf, type Reference, reference } from './reference.ts'
export type { Refused } from './refused.ts'
export { safeNames, type Table, table } from './table.ts'
export type { TableShape } from './table-shape.ts'
export type { Day, Time, ValueOf } from './values.ts'
