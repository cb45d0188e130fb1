export type { AlterTable, TableIndex } from './alter-table.ts'
export type { Capabilities } from './capabilities.ts'
export type { Dialect, Statement, TablePlan } from './dialect.ts'
export { conflictCodes, type DatabaseErrorCode } from './error-codes.ts'
export { mostOfText } from './line-packer.ts'
export { endField, endLine, fieldBytes, LineRoom, putNull } from './line-room.ts'
export { makeTable } from './make-table.ts'
export { makeTemporary } from './make-temporary.ts'
export { capabilitiesOf, openEngine } from './open.ts'
export { isPacked, type LoadBatch, type PackedRows, type Packer, rowsOf } from './packed-rows.ts'
export { placeOf } from './place.ts'
export { type LineColumn, putInteger } from './put-cell.ts'
export { mostBlockRows, type PrintedForm, type PrintedRows, type RowBlock } from './row-block.ts'
export type {
  Abortable,
  BlockOptions,
  BulkOutcome,
  BulkTarget,
  Engine,
  OpenOptions,
  ReadOptions,
  ResultColumn,
  Session,
  TableColumn,
} from './session.ts'
export type { Lossless, SetBased } from './set-based.ts'
export { urlHost, urlPart } from './url-parts.ts'
