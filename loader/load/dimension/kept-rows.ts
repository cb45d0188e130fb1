import { mostBlockRows, type RowBlock } from '../../engine/index.ts'
import type { RawRow } from '../../schema/index.ts'

/** Rows of one block of slots, and bytes of one block of texts. */
const blockRows = 16_384
const blockBytes = 4 * 1024 * 1024
/** So that a place is a 32-bit number. */
const mostBlocks = 511
/** Longer ones are written by a call. */
const shortText = 256

const [isNull, isInteger, isElse] = [-1, -2, -3]
/** Beside a text's length: it takes two bytes a character. */
const wide = 0x4000_0000

/**
 * Rows as they were read, kept outside of V8's heap until somebody asks for one: most rows of a dimension's load are never looked at again, and as objects
 * they are what its garbage collection lives on. What is neither NULL, a 32-bit number nor text is kept as it is.
 */
export class KeptRows {
  readonly #columns: number
  /** Two for each cell: what it is (or a text's length), and its value or place. */
  readonly #slots: Int32Array[] = []
  readonly #texts: Buffer[] = []
  /** Beyond the last block: there is none yet. */
  #textEnd = blockBytes + 1
  readonly #others: unknown[] = []
  #size = 0

  constructor(columns: number) {
    this.#columns = columns
  }

  /** Keeps rows as blocks, like those that an engine gives. */
  *blocks(rows: readonly RawRow[]): Generator<RowBlock, void, undefined> {
    for (let start = 0; start < rows.length; start += mostBlockRows) {
      const first = this.#size
      for (const row of rows.slice(start, start + mostBlockRows)) this.keep(row)
      yield new KeptBlock(this, first, this.#size - first)
    }
  }

  /** Gives the row's number: 0, 1, 2 … */
  keep(row: RawRow): number {
    const number = this.#size
    if (number % blockRows === 0) this.#slots.push(new Int32Array(blockRows * this.#columns * 2))
    const slots = this.#slots.at(-1) as Int32Array
    let at = (number % blockRows) * this.#columns * 2
    for (let column = 0; column < this.#columns; column++, at += 2) {
      const value = row[column]
      if (value === null) slots[at] = isNull
      else if (typeof value === 'string' && this.#hasRoom(value)) this.#keepText(slots, at, value)
      else if (typeof value === 'number' && (value | 0) === value && !Object.is(value, -0)) {
        slots[at] = isInteger
        slots[at + 1] = value
      } else {
        slots[at] = isElse
        slots[at + 1] = this.#others.length
        this.#others.push(value)
      }
    }
    this.#size += 1
    return number
  }

  /** As it was kept, in a row of its own. */
  row(number: number): unknown[] {
    return Array.from({ length: this.#columns }, (_, column) => this.cell(number, column))
  }

  cell(number: number, column: number): unknown {
    const slots = this.#slots[(number / blockRows) | 0] as Int32Array
    const at = ((number % blockRows) * this.#columns + column) * 2
    const what = slots[at] as number
    const value = slots[at + 1] as number
    if (what === isNull) return null
    if (what === isInteger) return value
    if (what === isElse) return this.#others[value]
    const bytes = this.#texts[(value / blockBytes) | 0] as Buffer
    const from = value % blockBytes
    return (what & wide) === 0
      ? bytes.toString('latin1', from, from + what)
      : bytes.toString('utf16le', from, from + (what & ~wide) * 2)
  }

  /** Whether a cell is the same as one of other kept rows; false also where only the values that were kept as they are could tell. */
  isSame(number: number, column: number, other: KeptRows, otherNumber: number, otherColumn: number): boolean {
    const slots = this.#slots[(number / blockRows) | 0] as Int32Array
    const others = other.#slots[(otherNumber / blockRows) | 0] as Int32Array
    const at = ((number % blockRows) * this.#columns + column) * 2
    const otherAt = ((otherNumber % blockRows) * other.#columns + otherColumn) * 2
    const what = slots[at] as number
    if (what !== others[otherAt] || what === isElse) return false
    const [one, two] = [slots[at + 1] as number, others[otherAt + 1] as number]
    if (what < 0) return what === isNull || one === two
    const bytes = this.#texts[(one / blockBytes) | 0] as Buffer
    const otherBytes = other.#texts[(two / blockBytes) | 0] as Buffer
    const [from, otherFrom] = [one % blockBytes, two % blockBytes]
    const length = (what & wide) === 0 ? what : (what & ~wide) * 2
    for (let i = 0; i < length; i++) if (bytes[from + i] !== otherBytes[otherFrom + i]) return false
    return true
  }

  #hasRoom(text: string): boolean {
    return (
      text.length < blockBytes / 2 && (this.#texts.length < mostBlocks || this.#textEnd + text.length * 2 <= blockBytes)
    )
  }

  #keepText(slots: Int32Array, at: number, text: string): void {
    const { length } = text
    if (this.#textEnd + length * 2 > blockBytes) {
      this.#texts.push(Buffer.allocUnsafeSlow(blockBytes))
      this.#textEnd = 0
    }
    const bytes = this.#texts.at(-1) as Buffer
    const from = this.#textEnd
    slots[at + 1] = (this.#texts.length - 1) * blockBytes + from
    const narrow = length <= shortText ? putShort(bytes, from, text) : !beyondLatin.test(text)
    if (length > shortText || !narrow) bytes.write(text, from, narrow ? 'latin1' : 'utf16le')
    slots[at] = narrow ? length : length | wide
    this.#textEnd += narrow ? length : length * 2
  }
}

const beyondLatin = /[^\0-\xff]/

/** False: a character takes more than a byte. */
function putShort(bytes: Buffer, from: number, text: string): boolean {
  const { length } = text
  for (let i = 0; i < length; i++) {
    const unit = text.charCodeAt(i)
    if (unit > 255) return false
    bytes[from + i] = unit
  }
  return true
}

/** Some of the rows that are kept, one behind the other. */
class KeptBlock implements RowBlock {
  readonly length: number
  readonly #rows: KeptRows
  readonly #first: number

  constructor(rows: KeptRows, first: number, length: number) {
    this.#rows = rows
    this.#first = first
    this.length = length
  }

  row(at: number): unknown[] {
    return this.#rows.row(this.#first + at)
  }

  cell(at: number, column: number): unknown {
    return this.#rows.cell(this.#first + at, column)
  }

  isSame(at: number, column: number, other: RowBlock, otherAt: number, otherColumn: number): boolean {
    if (!(other instanceof KeptBlock)) return this.cell(at, column) === other.cell(otherAt, otherColumn)
    return this.#rows.isSame(this.#first + at, column, other.#rows, other.#first + otherAt, otherColumn)
  }
}
