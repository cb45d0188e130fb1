import type { DimensionShape } from '../../model/index.ts'
import type { Cell, Cells } from '../../schema/index.ts'
import { namedColumns } from './named-columns.ts'
export const reservedKeys = [-1, -2, -3]
export function reservedMembers(d: DimensionShape, run: number): Cells[] {
  return reservedKeys.map((k) => namedColumns(d.table).map(({ name, column }): Cell => {
    if (column.purpose === 'key') return k
    if (column.purpose === 'natural') return null
    if (column.purpose === 'audit') return run
    if (name === 'valid_from') return d.table.history === 'day' ? '1000-01-01' : '1000-01-01 00:00:00.000000'
    if (name === 'valid_to') return d.table.history === 'day' ? '9999-12-31' : '9999-12-31 23:59:59.999999'
    if (name === 'is_current') return true
    if (name === 'version') return 1
    if (column.kind === 'varchar' || column.kind === 'text') return ['Unknown', 'Not applicable', 'Error'][-k - 1]!.slice(0, column.length)
    return column.nullable ? null : 0
  }))
}
