import { DatabaseError } from '../../errors/index.ts'
import type { NamedColumn } from '../../schema/index.ts'
import { integerColumn, type LineColumn, plainColumn, textColumn } from '../put-cell.ts'
import { refusedCell } from '../refused-cell.ts'
import type { BulkTarget } from '../session.ts'

/** How LOAD DATA reads each column: escapes by backslash. */
export function lineColumns({ table, columns }: BulkTarget): readonly LineColumn[] {
  return columns.map((named) => lineColumn(named, () => refusedCell(table, named)))
}

function lineColumn({ column }: NamedColumn, refuse: () => Error): LineColumn {
  switch (column.kind) {
    case 'boolean':
      return {
        put(bytes, at, cell) {
          bytes[at] = cell === true ? 49 : 48
          return at + 1
        },
        most: 1,
      }
    case 'varchar':
    case 'text':
    case 'json':
      return textColumn(escaped)
    case 'binary':
      // Hexadecimal digits, of any length.
      return textColumn((text) => text)
    case 'integer':
      return integerColumn(refuse)
    default:
      return plainColumn(refuse)
  }
}

function escaped(text: string): string {
  if (!text.isWellFormed()) {
    // Encoding it would put U+FFFD in its place without a word.
    throw new DatabaseError(
      'bad-value',
      'A text holds half a surrogate pair, which UTF-8 cannot hold. Correct it at its source.',
    )
  }
  return special.test(text) ? text.replace(everySpecial, (character) => escapes[character] ?? character) : text
}

const escapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\\': '\\\\', '\0': '\\0' }
const special = new RegExp(`[${Object.keys(escapes).join('').replace('\\', '\\\\')}]`)
const everySpecial = new RegExp(special, 'g')
