import { DatabaseError } from '../../errors/index.ts'
import type { Cell, Cells, NamedColumn } from '../../schema/index.ts'
import type { BulkTarget } from '../session.ts'
import { wellFormed } from './parameters.ts'

type CellWriter = (cell: Cell) => string

/**
 * Builds the line of one row as COPY reads it: fields between tabs, `\N` for NULL, escapes by backslash. What the server would round, cut or turn into
 * another moment without a word (PostgreSQL casts) is refused here: a second guard behind conform.
 */
export function lineWriter({ table, columns }: BulkTarget): (row: Cells) => string {
  const writers = columns.map((named) => nullable(writerOf(named, table)))
  const last = writers.length - 1
  return (row) => {
    let line = ''
    for (let index = 0; index < last; index++) line += `${writers[index]?.(row[index] ?? null)}\t`
    return `${line}${writers[last]?.(row[last] ?? null)}\n`
  }
}

function nullable(write: CellWriter): CellWriter {
  return (cell) => (cell === null ? '\\N' : write(cell))
}

function writerOf({ name, column }: NamedColumn, table: string): CellWriter {
  const refuse = () => refusedCell(table, name, column.kind)
  const checked = (holds: (text: string) => boolean): CellWriter => {
    return (cell) => {
      const text = `${cell}`
      if (!holds(text)) throw refuse()
      return text
    }
  }
  const { length, scale = 0 } = column
  switch (column.kind) {
    case 'boolean':
      return (cell) => (cell === true ? 't' : cell === false ? 'f' : `${cell}`)
    case 'varchar':
    case 'text':
    case 'json':
      if (length === undefined) return (cell) => escaped(`${cell}`)
      return (cell) => {
        const text = `${cell}`
        // Spaces beyond the length would be cut.
        if (text.length > length && [...text].length > length) throw refuse()
        return escaped(text)
      }
    case 'decimal':
      // Digits beyond the scale would be rounded.
      return checked(
        scale === 0 ? (text) => whole.test(text) : (text) => text.charCodeAt(text.length - 1 - scale) === point,
      )
    case 'timestamp':
      return checked((text) => text.length === 26 && isTimeOfDay(text, 11))
    case 'time':
      return checked((text) => text.length === 15 && isTimeOfDay(text, 0))
    case 'date':
      return checked((text) => text.length === 10)
    case 'binary':
      return (cell) => {
        const hex = `${cell}`
        if (length !== undefined && hex.length > length * 2) throw refuse()
        return `\\\\x${hex}`
      }
    default:
      return (cell) => `${cell}`
  }
}

const whole = /^-?\d+$/
const point = '.'.charCodeAt(0)
const [zero = 0, two = 0, four = 0, six = 0] = [...'0246'].map((digit) => digit.charCodeAt(0))

/** 24:00:00 and second 60 would become the next day and the next minute. */
function isTimeOfDay(text: string, at: number): boolean {
  const hour = text.charCodeAt(at)
  return (
    hour >= zero && (hour < two || (hour === two && text.charCodeAt(at + 1) < four)) && text.charCodeAt(at + 6) < six
  )
}

function escaped(text: string): string {
  const whole = wellFormed(text)
  return special.test(whole) ? whole.replace(everySpecial, (character) => escapes[character] ?? character) : whole
}

const escapes: Readonly<Record<string, string>> = { '\t': '\\t', '\n': '\\n', '\r': '\\r', '\\': '\\\\' }
const special = /[\t\n\r\\]/
const everySpecial = /[\t\n\r\\]/g

/** Without the value, which may be masked. */
function refusedCell(table: string, name: string, kind: string): DatabaseError {
  return new DatabaseError(
    'bad-value',
    `A row of the bulk load into ${table} holds a value in ${name} that is no canonical ${kind}. Rows must be conformed before they are loaded.`,
    { fields: { table, column: name } },
  )
}
