import type { NamedColumn, TableShape } from '../../schema/index.ts'

/** All columns of a table with their names, in DDL order. */
export function namedColumns(table: TableShape): readonly NamedColumn[] {
  return Object.entries(table.columns).map(([name, column]) => ({ name, column }))
}
