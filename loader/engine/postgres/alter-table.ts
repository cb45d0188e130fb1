import type { AlterTable } from '../alter-table.ts'
import { columnType } from './column-types.ts'
import { quote } from './quote.ts'

const alter = (table: string) => `ALTER TABLE ${quote(table)}`

export const alterTable: AlterTable = {
  addColumn: (table, { name, column }) => `${alter(table)} ADD COLUMN ${quote(name)} ${columnType(column)}`,
  renameColumn: (table, from, to) => `${alter(table)} RENAME COLUMN ${quote(from)} TO ${quote(to)}`,
  dropColumn: (table, column) => `${alter(table)} DROP COLUMN ${quote(column)}`,
  changeColumn(table, { name, column }, { type, nullability }) {
    const changes = [
      ...(type ? [`ALTER COLUMN ${quote(name)} TYPE ${columnType(column)}`] : []),
      ...(nullability ? [`ALTER COLUMN ${quote(name)} ${column.nullable ? 'DROP' : 'SET'} NOT NULL`] : []),
    ]
    return changes.length === 0 ? [] : [`${alter(table)} ${changes.join(', ')}`]
  },
}
