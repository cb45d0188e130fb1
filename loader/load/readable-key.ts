import type { Cells, NamedColumn } from '../schema/index.ts'

/** A natural key or grain for etl_reject and messages: `order_id=5, line_no=2`; masked parts are hidden (the columns are those that `toldAs` gives). */
export function readableKey(columns: readonly NamedColumn[], cells: Cells): string {
  return columns
    .map(({ name, column }, at) => `${name}=${column.masked === true ? '(masked)' : (cells[at] ?? 'NULL')}`)
    .join(', ')
}
