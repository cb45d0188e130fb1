export type { Cell, Cells, RawRow } from './cell.ts'
export type { ColumnShape, Kind, NamedColumn, Purpose } from './column-shape.ts'
export type { TableShape } from './table-shape.ts'
