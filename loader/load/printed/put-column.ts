import type { PrintedForm } from '../../engine/index.ts'
import type { ConformColumn } from '../conform/conform-column.ts'
import { decimalPut, integerPut } from './put-number.ts'
import type { PutPrinted } from './put-printed.ts'
import { textPut } from './put-text.ts'
import { putDate, putTimestamp } from './put-time.ts'

/** Null where every cell takes conform: its type has other texts of a value than its canonical one, or its column changes values. */
export function putColumn(
  { from, target }: ConformColumn,
  form: PrintedForm,
  zone: string | undefined,
): PutPrinted | null {
  if (from === undefined || form === 'other') return null
  const [source, column] = [from.column, target.column]
  const tidied = [source, column].some(({ folded, trimmed }) => folded === true || trimmed === true)
  switch (column.kind) {
    case 'integer':
    case 'bigint':
      return source.kind === 'integer' || source.kind === 'bigint' ? integerPut([source, column]) : null
    case 'decimal':
      if (source.kind === 'integer' || source.kind === 'bigint') return decimalPut([{ ...source, scale: 0 }, column])
      return source.kind === 'decimal' ? decimalPut([source, column]) : null
    case 'date':
      return source.kind === 'date' ? putDate : null
    case 'timestamp':
      return source.kind === 'timestamp' && zone === undefined ? putTimestamp : null
    case 'varchar':
    case 'text':
      if (form !== 'text' || tidied || (source.kind !== 'varchar' && source.kind !== 'text')) return null
      return textPut([source, column])
    default:
      return null
  }
}
