import type { FieldDef } from 'pg'
import type { PrintedForm } from '../row-block.ts'
import { type Form, formOf } from './result-types.ts'
import { ShortTexts, shortText } from './short-texts.ts'

/**
 * Makes rows of DataRow messages (PostgreSQL manual, Message Formats: a count of fields, then for each its length and its text; length -1 is NULL) straight from
 * their bytes. What travels: numbers of up to 32 bits, booleans, bytes; all else stays as the server printed it. No text keeps others in memory.
 */
export class RowReader {
  readonly forms: readonly Form[]
  /** What the bytes of a cell tell without being read. */
  readonly printed: readonly PrintedForm[]
  #texts: readonly ShortTexts[] = []

  constructor(fields: readonly FieldDef[]) {
    this.forms = fields.map(({ dataTypeID }) => formOf(dataTypeID))
    this.printed = this.forms.map((form) => printedForms[form])
  }

  /**
   * The cells of the message that begins at `start`. `latin1`: what it is part of, one character a byte, from `shift` on; null: each text is made of its bytes.
   * Throws an Error where the cells do not fill the message.
   */
  read(bytes: Buffer, view: DataView, start: number, latin1: string | null, shift: number): unknown[] {
    const { forms } = this
    const columns = forms.length
    const end = endOfRow(view, start, columns)
    const cells = new Array<unknown>(columns)
    let at = start + rowHead
    for (let column = 0; column < columns; column++) {
      if (at + 4 > end) throw endsEarly()
      const length = view.getInt32(at)
      at += 4
      if (length === -1) {
        cells[column] = null
        continue
      }
      const to = at + length
      if (to < at || to > end) throw endsEarly()
      cells[column] =
        forms[column] === 'text' && latin1 !== null && length <= shortText
          ? this.#short(column).read(bytes, view, at, to, latin1, shift)
          : this.cell(bytes, column, at, to)
      at = to
    }
    if (at !== end) throw notFilled()
    return cells
  }

  /** What a cell between these places is, which is not NULL. */
  cell(bytes: Buffer, column: number, from: number, to: number): unknown {
    switch (this.forms[column]) {
      case 'integer':
        return integer(bytes, from, to)
      case 'boolean':
        return bytes[from] === t
      case 'bytes':
        // In hexadecimal digits after \x.
        return Buffer.from(bytes.toString('latin1', from + 2, to), 'hex')
      default:
        return bytes.toString('utf8', from, to)
    }
  }

  #short(column: number): ShortTexts {
    if (this.#texts.length === 0) this.#texts = this.forms.map(() => new ShortTexts())
    return this.#texts[column] as ShortTexts
  }
}

const printedForms: Readonly<Record<Form, PrintedForm>> = {
  integer: 'number',
  text: 'text',
  boolean: 'other',
  bytes: 'other',
}

/** Of a message: what it is, its length, how many fields it has. */
export const rowHead = 7

/** Where the message of a row ends. Throws an Error where it has another number of fields. */
export function endOfRow(view: DataView, start: number, columns: number): number {
  const end = start + 1 + view.getInt32(start + 1)
  const count = end < start + rowHead ? 0 : view.getInt16(start + 5)
  if (count !== columns) throw new Error(`the server sent a row of ${count} fields among rows of ${columns}`)
  return end
}

export function endsEarly(): Error {
  return new Error('the server sent a row that ends before its fields')
}

export function notFilled(): Error {
  return new Error('the server sent a row whose fields do not fill it')
}

const t = 't'.charCodeAt(0)
const minus = '-'.charCodeAt(0)
const zero = '0'.charCodeAt(0)

/** Of 32 bits. */
function integer(bytes: Buffer, from: number, to: number): number {
  const negative = bytes[from] === minus
  let value = 0
  for (let at = negative ? from + 1 : from; at < to; at++) value = (value * 10 + (bytes[at] as number) - zero) | 0
  return negative ? -value | 0 : value
}
