import type { RejectReason } from '../../log/index.ts'
import type { NamedColumn } from '../../schema/index.ts'

/** One value of a row: where it comes from and what it must become. */
export interface ConformColumn {
  /** Position in the raw row. */
  readonly at: number
  /** Position of its cell among those that `compileConform` fills; default: its place in the list of columns. */
  readonly to?: number
  readonly target: NamedColumn
  /**
   * The source column, as declared. A value is conformed by it first (its type, folding, zero dates, rounding) and by the target then;
   * whether NULL may be is the target's alone. Absent: the target says everything.
   */
  readonly from?: NamedColumn
  /** The reason of a row whose value is NULL against the target; default 'type'. A natural key's part: 'null-key'. */
  readonly whenNull?: RejectReason
}

/** Hidden wherever it is told of: declared at either end. */
export function isMasked(column: ConformColumn): boolean {
  return column.target.column.masked === true || column.from?.column.masked === true
}
