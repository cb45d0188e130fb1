import type { NamedColumn } from '../../schema/index.ts'
import { integerColumn, type LineColumn, plainColumn, putPlain, textColumn } from '../put-cell.ts'
import { refusedCell } from '../refused-cell.ts'
import type { BulkTarget } from '../session.ts'
import { wellFormed } from './parameters.ts'

/**
 * How COPY reads each column: escapes by backslash. What the server would round, cut or turn into another moment without a word (PostgreSQL casts)
 * is refused here: a second guard behind conform.
 */
export function lineColumns({ table, columns }: BulkTarget): readonly LineColumn[] {
  return columns.map((named) => lineColumn(named, () => refusedCell(table, named)))
}

function lineColumn({ column }: NamedColumn, refuse: () => Error): LineColumn {
  const checked = (holds: (text: string) => boolean): LineColumn => ({
    ...plainColumn(refuse),
    put(bytes, at, cell) {
      const text = `${cell}`
      if (!holds(text)) throw refuse()
      return putPlain(bytes, at, text, refuse)
    },
  })
  const { length, scale = 0 } = column
  switch (column.kind) {
    case 'boolean':
      return {
        put(bytes, at, cell) {
          if (typeof cell !== 'boolean') throw refuse()
          bytes[at] = cell ? t : f
          return at + 1
        },
        most: 1,
      }
    case 'varchar':
    case 'text':
    case 'json': {
      const all = textColumn(escaped)
      if (length === undefined) return all
      return {
        ...all,
        put(bytes, at, cell) {
          const text = `${cell}`
          // Spaces beyond the length would be cut.
          if (text.length > length && [...text].length > length) throw refuse()
          return all.put(bytes, at, text)
        },
      }
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
      return {
        put(bytes, at, cell) {
          const hex = `${cell}`
          if (length !== undefined && hex.length > length * 2) throw refuse()
          return at + bytes.write(`\\\\x${hex}`, at)
        },
        most: null,
      }
    case 'integer':
      return integerColumn(refuse)
    default:
      return plainColumn(refuse)
  }
}

const whole = /^-?\d+$/
const [point = 0, t = 0, f = 0] = [...'.tf'].map((character) => character.charCodeAt(0))
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
