import { DatabaseError } from '../errors/index.ts'
import type { NamedColumn } from '../schema/index.ts'

/** Of a cell that was not conformed; without the value, which may be masked. */
export function refusedCell(table: string, { name, column }: NamedColumn): DatabaseError {
  return new DatabaseError(
    'bad-value',
    `A row of the bulk load into ${table} holds a value in ${name} that is no canonical ${column.kind}. Rows must be conformed before they are loaded.`,
    { fields: { table, column: name } },
  )
}
