export type { Cell, Cells, RawRow } from './cell.ts'
export type { Column, Columns } from './column.ts'
export type { ColumnShape, Kind, NamedColumn, Purpose, TableShape } from './column-shape.ts'
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
export { type Takes, takes } from './fits.ts'
export { audit, history, inferred } from './loader-columns.ts'
export { folded, masked, nullable, renamed, trimmed } from './modifiers.ts'
export { degenerate, key, measure, natural } from './purposes.ts'
export { reference } from './reference.ts'
export type { HistoryOf, NaturalOf, Reference } from './reference-column.ts'
export type { Refused } from './refused.ts'
export { safeNames } from './safe-names.ts'
export { type Table, table } from './table.ts'
export type { ColumnsFor, TableKind } from './table-columns.ts'
export type { Day, Time, ValueOf } from './values.ts'
export { dayNumber, daysOfMonth, dayText, isDay } from './zones/day.ts'
export { localDate } from './zones/local-date.ts'
export { isMark } from './zones/marks.ts'
export { isClock, momentSeconds, momentText } from './zones/moment.ts'
export { toUtc, utcSeconds, type ZoneChoices } from './zones/to-utc.ts'
export { twoDigits } from './zones/two-digits.ts'
export { type ZoneOffsets, zoneOffsets } from './zones/zone-offsets.ts'
