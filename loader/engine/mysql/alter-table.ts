import type { AlterTable } from '../alter-table.ts'
import { columnType } from './column-types.ts'
import { quote } from './quote.ts'

const alter = (table: string) => `ALTER TABLE ${quote(table)}`

export const alterTable: AlterTable = {
  addColumn: (table, { name, column }) => `${alter(table)} ADD COLUMN ${quote(name)} ${columnType(column)} NULL`,
  renameColumn: (table, from, to) => `${alter(table)} RENAME COLUMN ${quote(from)} TO ${quote(to)}`,
  dropColumn: (table, column) => `${alter(table)} DROP COLUMN ${quote(column)}`,
  // MODIFY states the column whole.
  changeColumn: (table, { name, column }, { type, nullability }) =>
    type || nullability
      ? [`${alter(table)} MODIFY COLUMN ${quote(name)} ${columnType(column)} ${column.nullable ? 'NULL' : 'NOT NULL'}`]
      : [],
}
