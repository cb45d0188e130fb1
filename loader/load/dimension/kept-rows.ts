import type { RawRow } from '../../schema/index.ts'

/** Rows of one block of slots, and bytes of one block of texts. */
const blockRows = 16_384
const blockBytes = 4 * 1024 * 1024
/** So that a place is a 32-bit number. */
const mostBlocks = 511
/** Longer ones are written and made by a call, and are never compared in place. */
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
  #textEnd = blockBytes
  readonly #others: unknown[] = []
  #size = 0

  constructor(columns: number) {
    this.#columns = columns
  }

  get size(): number {
    return this.#size
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

  /** Whether a cell is this value; false also where that cannot be told without making the cell (objects, long texts). */
  isSame(number: number, column: number, value: unknown): boolean {
    const slots = this.#slots[(number / blockRows) | 0] as Int32Array
    const at = ((number % blockRows) * this.#columns + column) * 2
    const what = slots[at] as number
    if (typeof value === 'string') return what >= 0 && this.#isText(slots[at + 1] as number, what, value)
    return value === null ? what === isNull : what === isInteger && slots[at + 1] === value
  }

  #isText(place: number, what: number, text: string): boolean {
    const { length } = text
    if ((what & ~wide) !== length || length > shortText) return false
    const bytes = this.#texts[(place / blockBytes) | 0] as Buffer
    const from = place % blockBytes
    if ((what & wide) !== 0) return bytes.toString('utf16le', from, from + length * 2) === text
    for (let i = 0; i < length; i++) if (bytes[from + i] !== text.charCodeAt(i)) return false
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
