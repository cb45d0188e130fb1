import type { AlterTable } from '../alter-table.ts'
import { columnType } from './column-types.ts'
import { quote } from './quote.ts'

const alter = (table: string) => `ALTER TABLE ${quote(table)}`

export const alterTable: AlterTable = {
  // DuckDB adds no column with a constraint; NOT NULL is set afterwards (changeColumn).
  addColumn: (table, { name, column }) => `${alter(table)} ADD COLUMN ${quote(name)} ${columnType(column)}`,
  renameColumn: (table, from, to) => `${alter(table)} RENAME COLUMN ${quote(from)} TO ${quote(to)}`,
  dropColumn: (table, column) => `${alter(table)} DROP COLUMN ${quote(column)}`,
  changeColumn: (table, { name, column }, { type, nullability }) => [
    ...(type ? [`${alter(table)} ALTER COLUMN ${quote(name)} SET DATA TYPE ${columnType(column)}`] : []),
    ...(nullability
      ? [`${alter(table)} ALTER COLUMN ${quote(name)} ${column.nullable ? 'DROP' : 'SET'} NOT NULL`]
      : []),
  ],
}
