import { DatabaseError } from '../../errors/index.ts'
import type { Cell, Cells, Kind, NamedColumn } from '../../schema/index.ts'

type CellWriter = (cell: Cell) => string

/** Builds the line of one row as LOAD DATA reads it: fields between tabs, `\N` for NULL, escapes by backslash. */
export function lineWriter(columns: readonly NamedColumn[]): (row: Cells) => string {
  const writers = columns.map(({ column }) => writerOf(column.kind))
  const last = writers.length - 1
  return (row) => {
    let line = ''
    for (let index = 0; index < last; index++) line += `${writers[index]?.(row[index] ?? null)}\t`
    return `${line}${writers[last]?.(row[last] ?? null)}\n`
  }
}

function writerOf(kind: Kind): CellWriter {
  switch (kind) {
    case 'boolean':
      return (cell) => (cell === null ? '\\N' : cell === true ? '1' : '0')
    case 'varchar':
    case 'text':
    case 'json':
      return (cell) => (cell === null ? '\\N' : escaped(`${cell}`))
    default:
      // Digits, dates, hex: canonical text holds nothing to escape.
      return (cell) => (cell === null ? '\\N' : `${cell}`)
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
